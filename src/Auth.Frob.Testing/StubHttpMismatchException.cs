namespace Auth.Frob.Testing;

/// <summary>A request differs from what a stub expects, or an expected one never came.</summary>
/// <remarks>The message shows the values that were sent: use test keys alone.</remarks>
public sealed class StubHttpMismatchException : InvalidOperationException
{
    internal StubHttpMismatchException(string message)
        : base(message)
    {
    }
}
