namespace Auth.Frob.Errors;

/// <summary>One code of a service and what it means here.</summary>
/// <param name="Code">The code as the service writes it: digits, or a word that counts because it stands here.</param>
/// <param name="Kind">What it means.</param>
/// <param name="Meaning">The meaning in our own words.</param>
/// <param name="Source">The page or observation that says so.</param>
/// <remarks>Immutable and thread-safe.</remarks>
public sealed record ErrorRow(string Code, FrobErrorKind Kind, string Meaning, string Source)
{
    /// <summary>What to do, where the kind's own sentence is too general.</summary>
    /// <value>Null: the kind's default.</value>
    public string? Remedy { get; init; }
}
