using System.Text.Json;

namespace Auth.Frob.Outcomes;

/// <summary>A pending consent as it is written down, version 1. Parameters with a default may be missing.</summary>
internal sealed record PendingEnvelope(
    int Pending, string Instance, string Provider, string Flow, Uri ConsentUri, DateTimeOffset BeganAt, DateTimeOffset ExpiresAt, string KeyPrint,
    Dictionary<string, string> Secret, Dictionary<string, string> Open, string? UserCode = null, int? PollMilliseconds = null)
{
    public static string Write(PendingConsent p)
    {
        Dictionary<string, string> secret = new(StringComparer.Ordinal), open = new(StringComparer.Ordinal);
        foreach (ref readonly var entry in p.Slots.Own)
            (entry.Slot.IsSecret ? secret : open)[entry.Slot.Name] = entry.Value;
        return JsonSerializer.Serialize(
            new PendingEnvelope(
                PendingConsent.CurrentVersion, p.Instance, p.Provider, p.Flow, p.ConsentUri.Reveal(), p.BeganAt, p.ExpiresAt, p.KeyPrint,
                secret, open, p.UserCode, (int?)p.PollEvery?.TotalMilliseconds),
            EnvelopeJson.Default.PendingEnvelope);
    }

    public static PendingConsent Read(string text)
    {
        var read = EnvelopeJson.Read(text, "pending consent", PendingConsent.CurrentVersion, EnvelopeJson.Default.PendingEnvelope);
        if (!read.ConsentUri.IsAbsoluteUri || read.ConsentUri.Scheme is not ("https" or "http") || read.PollMilliseconds <= 0)
            throw EnvelopeJson.Damaged("pending consent");
        var slots = new SlotValues();
        foreach (var (name, value) in read.Secret)
            slots.Set(new Slot(name, true), value);
        foreach (var (name, value) in read.Open)
            slots.Set(new Slot(name), value);
        return new PendingConsent
        {
            Version = read.Pending,
            Instance = read.Instance,
            Provider = read.Provider,
            Flow = read.Flow,
            ConsentUri = new ConsentUri(read.ConsentUri),
            UserCode = read.UserCode,
            BeganAt = read.BeganAt,
            ExpiresAt = read.ExpiresAt,
            PollEvery = read.PollMilliseconds is { } pause ? TimeSpan.FromMilliseconds(pause) : null,
            KeyPrint = read.KeyPrint,
            Slots = slots,
        };
    }
}
