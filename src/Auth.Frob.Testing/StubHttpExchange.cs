namespace Auth.Frob.Testing;

/// <summary>One request that a stub expects, and its answer.</summary>
/// <param name="Expect">What must be asked.</param>
/// <param name="Reply">What is answered.</param>
/// <remarks>Immutable and thread-safe.</remarks>
public sealed record StubHttpExchange(StubHttpRequest Expect, StubHttpReply Reply)
{
    /// <summary>An exchange that takes any request.</summary>
    /// <param name="reply">What is answered.</param>
    /// <returns>The exchange.</returns>
    public static StubHttpExchange Any(StubHttpReply reply) => new(new StubHttpRequest(), reply);
}
