using System.Collections.Immutable;

namespace Auth.Frob.Testing.Simulation;

/// <summary>A frob as it was when the ledger was asked.</summary>
/// <param name="Frob">The frob itself.</param>
/// <param name="AppKey">The key that it was issued to.</param>
/// <param name="ExpiresAt">When it becomes useless.</param>
public sealed record IssuedFrob(string Frob, string AppKey, DateTimeOffset ExpiresAt)
{
    /// <summary>Where in its life the frob is.</summary>
    public FrobState State { get; init; } = FrobState.Issued;

    /// <summary>The secret that goes with the frob.</summary>
    /// <value>Null where the protocol has none.</value>
    public string? Secret { get; init; }

    /// <summary>The callback that was given when the frob was issued.</summary>
    /// <value>Null where none was.</value>
    public string? Callback { get; init; }

    /// <summary>The name of the person who consented.</summary>
    /// <value>Null before consent.</value>
    public string? User { get; init; }

    /// <summary>What was consented to: area and level.</summary>
    /// <value>Empty before consent and where the service has no permissions.</value>
    public ImmutableSortedDictionary<string, string> Permissions { get; init; } = ImmutableSortedDictionary<string, string>.Empty;

    /// <summary>Names the state; the frob is a ticket and is not shown.</summary>
    /// <returns>For example <c>frob (Approved)</c>.</returns>
    public override string ToString() => $"frob ({State})";
}
