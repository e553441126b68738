namespace Auth.Frob.Errors;

/// <summary>Where a reply may carry an error.</summary>
/// <param name="Code">The path of the code, such as <c>api.code</c>.</param>
/// <param name="Messages">The paths of the message, the first that is there wins.</param>
/// <remarks>A code counts only if it is all digits or a word of the error map. Immutable and thread-safe.</remarks>
public sealed record ErrorPlace(string Code, params ImmutableArray<string> Messages);
