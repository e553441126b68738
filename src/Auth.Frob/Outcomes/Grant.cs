namespace Auth.Frob.Outcomes;

/// <summary>The lasting result of a sign-in.</summary>
/// <remarks>Immutable and thread-safe. Persist it only with <see cref="ToEnvelope"/>, in a place that is protected; every other text is masked.</remarks>
public sealed record Grant
{
    /// <summary>The version of the envelope that is written.</summary>
    public const int CurrentVersion = 1;

    internal Grant() { }

    /// <summary>The version of the envelope that it came from.</summary>
    /// <value>1 or more.</value>
    public int Version { get; internal init; } = CurrentVersion;

    /// <summary>The instance that it was made with.</summary>
    public required string Instance { get; init; }

    /// <summary>The provider's id.</summary>
    public required string Provider { get; init; }

    /// <summary>The flow that it came by.</summary>
    public required string Flow { get; init; }

    /// <summary>The lasting credential.</summary>
    /// <value>Opaque: of any length and alphabet.</value>
    public required Secret Token { get; init; }

    /// <summary>The secret that signs along with it.</summary>
    /// <value>Null for services without one.</value>
    public Secret? TokenSecret { get; init; }

    /// <summary>The credential that renews it.</summary>
    /// <value>Null for services without one.</value>
    public Secret? RefreshToken { get; init; }

    /// <summary>When it expires.</summary>
    /// <value>Null: not until the user removes it.</value>
    public DateTimeOffset? ExpiresAt { get; init; }

    /// <summary>When it was made.</summary>
    public required DateTimeOffset GrantedAt { get; init; }

    /// <summary>Whose it is.</summary>
    public required Account Account { get; init; }

    /// <summary>What it allows.</summary>
    /// <value>As the service said; None where it says nothing.</value>
    public Permissions Permissions { get; init; } = Permissions.None;

    /// <summary>What else the service said, by slot name.</summary>
    /// <value>Read it through the provider's typed extras.</value>
    public ImmutableSortedDictionary<string, string> Extras { get; init; } = NoExtras;

    /// <summary>The print of api key and API address that it was made with.</summary>
    /// <value>12 lower-case hex digits.</value>
    public required string KeyPrint { get; init; }

    internal static ImmutableSortedDictionary<string, string> NoExtras { get; } =
        ImmutableSortedDictionary.Create<string, string>(StringComparer.Ordinal);

    /// <summary>Reads an envelope.</summary>
    /// <param name="envelope">What <see cref="ToEnvelope"/> wrote, in this or an earlier version.</param>
    /// <returns>The grant.</returns>
    /// <exception cref="FormatException">It is none, is damaged, or comes from a newer version; the message says which.</exception>
    public static Grant FromEnvelope(string envelope) => GrantEnvelope.Read(envelope);

    /// <summary>Writes everything down, the token in plain: for a protected place.</summary>
    /// <returns>One line of JSON without type names.</returns>
    public string ToEnvelope() => GrantEnvelope.Write(this);

    /// <summary>Instance, flow and permissions; no token and no account.</summary>
    /// <returns>A text that may be logged.</returns>
    public override string ToString() => $"{Instance}/{Flow} granted {GrantedAt:O} [{Permissions}]";
}
