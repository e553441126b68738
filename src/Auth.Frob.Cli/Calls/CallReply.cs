using Auth.Frob.Errors;

namespace Auth.Frob.Cli.Calls;

/// <summary>What a service answered.</summary>
/// <param name="Status">The HTTP status.</param>
/// <param name="MediaType">What it calls the body; null where it says nothing.</param>
/// <param name="Body">The body.</param>
internal sealed record CallReply(int Status, string? MediaType, byte[] Body)
{
    /// <summary>What it means, where it is an error.</summary>
    public FrobError? Error { get; init; }
}
