namespace Auth.Frob.Outcomes;

/// <summary>A pending consent as it is written down, version 1. Parameters with a default may be missing.</summary>
internal sealed record PendingEnvelope(
    int Pending, EnvelopeOrigin Origin, EnvelopeConsent Consent, Dictionary<string, string> Secret, Dictionary<string, string> Open)
{
    public static string Write(PendingConsent p)
    {
        Dictionary<string, string> secret = new(StringComparer.Ordinal), open = new(StringComparer.Ordinal);
        foreach (ref readonly var entry in p.Slots.Own)
            (entry.Slot.IsSecret ? secret : open)[entry.Slot.Name] = entry.Value;
        var origin = new EnvelopeOrigin(p.Instance, p.Provider, p.Flow, p.KeyPrint);
        int? pause = p.PollEvery is { } every ? (int)Math.Min(every.TotalMilliseconds, int.MaxValue) : null;
        var consent = new EnvelopeConsent(p.ConsentUri.Reveal(), p.BeganAt, p.ExpiresAt, p.UserCode, pause);
        return JsonSerializer.Serialize(
            new PendingEnvelope(PendingConsent.CurrentVersion, origin, consent, secret, open), EnvelopeJson.Default.PendingEnvelope);
    }

    public static PendingConsent Read(string text)
    {
        var read = EnvelopeJson.Read(text, "pending consent", PendingConsent.CurrentVersion, EnvelopeJson.Default.PendingEnvelope);
        // The address is opened in a browser: nothing but a page of the web, or of this machine, may come out of a store.
        if (read.Consent is not { Address: { IsAbsoluteUri: true, UserInfo: "" } page, PollMilliseconds: null or > 0 }
            || !(page.Scheme == Uri.UriSchemeHttps || (page.Scheme == Uri.UriSchemeHttp && page.IsLoopback))
            || read.Secret.ContainsValue(null!) || read.Open.ContainsValue(null!))
            throw EnvelopeJson.Damaged("pending consent");
        var slots = new SlotValues();
        foreach (var (name, value) in read.Secret)
            slots.Set(new Slot(name, true), value);
        foreach (var (name, value) in read.Open)
            slots.Set(new Slot(name), value);
        return new PendingConsent
        {
            Version = read.Pending,
            Instance = read.Origin.Instance,
            Provider = read.Origin.Provider,
            Flow = read.Origin.Flow,
            KeyPrint = read.Origin.KeyPrint,
            ConsentUri = new ConsentUri(page),
            UserCode = read.Consent.UserCode,
            BeganAt = read.Consent.BeganAt,
            ExpiresAt = read.Consent.ExpiresAt,
            PollEvery = read.Consent.PollMilliseconds is { } pause ? TimeSpan.FromMilliseconds(pause) : null,
            Slots = slots,
        };
    }
}

/// <summary>Where the user was sent, and when.</summary>
internal sealed record EnvelopeConsent(
    Uri Address, DateTimeOffset BeganAt, DateTimeOffset ExpiresAt, string? UserCode = null, int? PollMilliseconds = null);
