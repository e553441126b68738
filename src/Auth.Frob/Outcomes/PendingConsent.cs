namespace Auth.Frob.Outcomes;

/// <summary>What must be kept until the user is back.</summary>
/// <remarks>
/// Immutable and thread-safe. Holds the frob: persist it only with <see cref="ToEnvelope"/>, in a place that is protected. Every other way
/// to text is masked.
/// </remarks>
public sealed record PendingConsent
{
    /// <summary>The version of the envelope that is written.</summary>
    public const int CurrentVersion = 1;

    internal PendingConsent() { }

    /// <summary>The version of the envelope that it came from.</summary>
    /// <value>1 or more.</value>
    public int Version { get; internal init; } = CurrentVersion;

    /// <summary>The instance that began the flow.</summary>
    public required string Instance { get; init; }

    /// <summary>The provider's id.</summary>
    public required string Provider { get; init; }

    /// <summary>The flow's name.</summary>
    public required string Flow { get; init; }

    /// <summary>The page to send the user to.</summary>
    public required ConsentUri ConsentUri { get; init; }

    /// <summary>The code that the user types there.</summary>
    /// <value>Null for services without one.</value>
    public string? UserCode { get; init; }

    /// <summary>When the flow began.</summary>
    public required DateTimeOffset BeganAt { get; init; }

    /// <summary>When the frob expires, as far as is known. Limits waiting, not exchanging.</summary>
    public required DateTimeOffset ExpiresAt { get; init; }

    /// <summary>The time between two polls.</summary>
    /// <value>Null: this flow is never polled.</value>
    public TimeSpan? PollEvery { get; internal init; }

    /// <summary>The print of api key and API address that began the flow.</summary>
    /// <value>12 lower-case hex digits.</value>
    public required string KeyPrint { get; init; }

    internal SlotValues Slots { get; init; } = new();

    /// <summary>Reads an envelope.</summary>
    /// <param name="envelope">What <see cref="ToEnvelope"/> wrote, in this or an earlier version.</param>
    /// <returns>The pending consent.</returns>
    /// <exception cref="FormatException">It is none, is damaged, or comes from a newer version; the message says which.</exception>
    public static PendingConsent FromEnvelope(string envelope) => PendingEnvelope.Read(envelope);

    /// <summary>Writes everything down, the frob in plain: for a protected place.</summary>
    /// <returns>One line of JSON without type names.</returns>
    public string ToEnvelope() => PendingEnvelope.Write(this);

    /// <summary>Provider, flow and times; no value.</summary>
    /// <returns>A text that may be logged.</returns>
    public override string ToString() => $"{Instance}/{Flow} until {ExpiresAt:O} at {ConsentUri}";
}
