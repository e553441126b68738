namespace Auth.Frob.Extensions.Grants;

/// <summary>What is known of a stored grant: live, dead or unreadable, why and since when.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
public sealed record GrantHealth
{
    private GrantHealth(GrantHealthKind kind, string? why, DateTimeOffset? when)
    {
        Kind = kind;
        Why = why;
        When = when;
    }

    /// <summary>As far as is known it works.</summary>
    public static GrantHealth Live { get; } = new(GrantHealthKind.Live, null, null);

    /// <summary>Which of the three.</summary>
    public GrantHealthKind Kind { get; }

    /// <summary>Why it can't be used.</summary>
    /// <value>A sentence without a secret; null for a live one.</value>
    public string? Why { get; }

    /// <summary>When the service said so.</summary>
    /// <value>Null but for a dead one.</value>
    public DateTimeOffset? When { get; }

    /// <summary>The service no longer takes it.</summary>
    /// <param name="why">What the service said, without a secret.</param>
    /// <param name="when">When.</param>
    /// <returns>The health of a dead grant.</returns>
    public static GrantHealth Dead(string why, DateTimeOffset when) => new(GrantHealthKind.Dead, why ?? throw new ArgumentNullException(nameof(why)), when);

    /// <summary>The store can't read it: another key, a cut file, a newer format.</summary>
    /// <param name="why">Which of these, without a secret.</param>
    /// <returns>The health of an unreadable grant.</returns>
    public static GrantHealth Unreadable(string why) => new(GrantHealthKind.Unreadable, why ?? throw new ArgumentNullException(nameof(why)), null);
}
