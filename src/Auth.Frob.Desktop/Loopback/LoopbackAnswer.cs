namespace Auth.Frob.Desktop.Loopback;

/// <summary>A browser that came to the listener's path and waits for a page.</summary>
/// <remarks>Prints nothing of what came.</remarks>
public sealed class LoopbackAnswer
{
    /// <summary>The whole address with its query, as the browser asked for it.</summary>
    /// <value>Holds the service's answer: not for logs.</value>
    public Uri Address => throw new NotImplementedException();

    /// <summary>Answers the browser; the first call counts.</summary>
    /// <param name="status">The HTTP status.</param>
    /// <param name="title">The page's title, as plain text.</param>
    /// <param name="text">What the person reads, as plain text.</param>
    /// <param name="cancellationToken">Ends the sending.</param>
    /// <remarks>A browser that went away is no error.</remarks>
    public ValueTask ReplyAsync(int status, string title, string text, CancellationToken cancellationToken = default) => throw new NotImplementedException();
}
