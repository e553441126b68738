using System.Text.Json;
using Auth.Frob.Slots;

namespace Auth.Frob.Outcomes;

/// <summary>A pending consent as it is written down, version 1.</summary>
internal sealed record PendingEnvelope
{
    private const string What = "pending consent";

    public required int Pending { get; init; }

    public required string Instance { get; init; }

    public required string Provider { get; init; }

    public required string Flow { get; init; }

    public required string ConsentUri { get; init; }

    public string? UserCode { get; init; }

    public required DateTimeOffset BeganAt { get; init; }

    public required DateTimeOffset ExpiresAt { get; init; }

    public double? PollSeconds { get; init; }

    public required string KeyPrint { get; init; }

    public required Dictionary<string, string> Secret { get; init; }

    public required Dictionary<string, string> Open { get; init; }

    public static string Write(PendingConsent pending)
    {
        var secret = new Dictionary<string, string>(StringComparer.Ordinal);
        var open = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (ref readonly var entry in pending.Slots.Own)
            (entry.Slot.IsSecret ? secret : open)[entry.Slot.Name] = entry.Value;
        var envelope = new PendingEnvelope
        {
            Pending = PendingConsent.CurrentVersion,
            Instance = pending.Instance,
            Provider = pending.Provider,
            Flow = pending.Flow,
            ConsentUri = pending.ConsentUri.Reveal().AbsoluteUri,
            UserCode = pending.UserCode,
            BeganAt = pending.BeganAt,
            ExpiresAt = pending.ExpiresAt,
            PollSeconds = pending.PollEvery?.TotalSeconds,
            KeyPrint = pending.KeyPrint,
            Secret = secret,
            Open = open,
        };
        return JsonSerializer.Serialize(envelope, EnvelopeJson.Default.PendingEnvelope);
    }

    public static PendingConsent Read(string text)
    {
        var envelope = EnvelopeJson.Read(text, EnvelopeJson.Default.PendingEnvelope, "pending", PendingConsent.CurrentVersion, What);
        if (!Uri.TryCreate(envelope.ConsentUri, UriKind.Absolute, out var consent) || !IsWebPage(consent))
            throw new FormatException($"The envelope is damaged: its {What} has no consent address. Begin again.");
        // From a millisecond to the longest that a service can say.
        if (envelope.PollSeconds is < 0.001 or > int.MaxValue)
            throw EnvelopeJson.Damaged(What);
        var slots = new SlotValues();
        foreach (var (name, value) in EnvelopeJson.Whole(envelope.Secret, What))
            slots.Set(new Slot(name, true), value);
        foreach (var (name, value) in EnvelopeJson.Whole(envelope.Open, What))
            slots.Set(new Slot(name), value);
        return new PendingConsent
        {
            Version = envelope.Pending,
            Instance = envelope.Instance,
            Provider = envelope.Provider,
            Flow = envelope.Flow,
            ConsentUri = new ConsentUri(consent),
            UserCode = envelope.UserCode,
            BeganAt = envelope.BeganAt,
            ExpiresAt = envelope.ExpiresAt,
            PollEvery = envelope.PollSeconds is { } seconds ? TimeSpan.FromSeconds(seconds) : null,
            KeyPrint = envelope.KeyPrint,
            Slots = slots,
        };
    }

    // The address is opened in a browser: no other scheme may come out of a store.
    private static bool IsWebPage(Uri address) =>
        address.Scheme == Uri.UriSchemeHttps || (address.Scheme == Uri.UriSchemeHttp && address.IsLoopback);
}
