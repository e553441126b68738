namespace Auth.Frob.Replies;

/// <summary>One value that a reply must or may hold, and the slot that it fills.</summary>
/// <param name="Slot">The slot.</param>
/// <param name="Paths">
/// Where the value may stand, the first that is there wins: member names joined by dots. In XML the root is dropped and an attribute is
/// addressed like a member, so one path serves JSON and XML; in a form a path is a name; of a list the first item is taken.
/// </param>
/// <remarks>An empty value counts as missing. Immutable and thread-safe.</remarks>
public sealed record ReplyField(Slot Slot, params ImmutableArray<string> Paths)
{
    /// <summary>Whether a reply without it is still good.</summary>
    /// <value>Default: false, it is required.</value>
    public bool IsOptional { get; init; }

    /// <summary>Whether every value beneath the path is taken that no other field takes, by its path from there.</summary>
    /// <value>Default: false, one value.</value>
    public bool TakesAll { get; init; }

    /// <summary>The same field, not required.</summary>
    /// <returns>A copy.</returns>
    public ReplyField Optional() => this with { IsOptional = true };

    /// <summary>Every value beneath the path that no other field takes, by its path from there; not required.</summary>
    /// <returns>A copy.</returns>
    public ReplyField All() => this with { TakesAll = true, IsOptional = true };
}
