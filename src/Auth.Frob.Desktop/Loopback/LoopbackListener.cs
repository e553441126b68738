namespace Auth.Frob.Desktop.Loopback;

/// <summary>Waits on this machine for a browser that comes back.</summary>
/// <remarks>Bound before its address is known, to loopback alone. One reader of <see cref="AnswersAsync"/> at a time.</remarks>
public sealed class LoopbackListener : IAsyncDisposable
{
    /// <summary>The address to send the browser to.</summary>
    public Uri Address => throw new NotImplementedException();

    /// <summary>Binds and begins to listen.</summary>
    /// <param name="options">Ports, path, interfaces, bounds.</param>
    /// <returns>The listener.</returns>
    /// <exception cref="IOException">None of the ports is free; the message says which were tried and what to do.</exception>
    public static LoopbackListener Start(LoopbackOptions? options = null) => throw new NotImplementedException();

    /// <summary>The requests for the exact path, in the order in which they come; all others are answered here and never seen.</summary>
    /// <param name="cancellationToken">Ends the wait.</param>
    public IAsyncEnumerable<LoopbackAnswer> AnswersAsync(CancellationToken cancellationToken = default) => throw new NotImplementedException();

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => throw new NotImplementedException();
}
