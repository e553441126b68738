namespace Auth.Frob.Errors;

/// <summary>A service's error table: where errors stand in a reply, and what each code means.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
public sealed record ErrorMap
{
    /// <summary>Where to look, tried in order.</summary>
    /// <value>Default: nowhere. An overlay of one call needs none.</value>
    public ImmutableArray<ErrorPlace> Places { get; init; } = [];

    /// <summary>The codes.</summary>
    /// <value>Default: none. The first row of a code wins.</value>
    public ImmutableArray<ErrorRow> Rows { get; init; } = [];

    /// <summary>Finds a code's row.</summary>
    /// <param name="code">The code as the service wrote it.</param>
    /// <returns>The row, or null for a code that the table does not have.</returns>
    public ErrorRow? Find(string code) => Rows.FirstOrDefault(row => string.Equals(row.Code, code, StringComparison.Ordinal));
}
