using System.Text.Json.Serialization;

namespace Auth.Frob.Desktop.Loopback;

/// <summary>A browser that came to the listener's path and waits for a page.</summary>
/// <remarks>Thread-safe. Prints nothing of what came.</remarks>
public sealed class LoopbackAnswer
{
    private readonly TaskCompletionSource<LoopbackPage> _page = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _sent = new(TaskCreationOptions.RunContinuationsAsynchronously);

    internal LoopbackAnswer(Uri address) => Address = address;

    /// <summary>The whole address with its query, as the browser asked for it.</summary>
    /// <value>The listener's own address and the query that came. Holds the service's answer: not for logs.</value>
    [JsonIgnore]
    public Uri Address { get; }

    internal Task<LoopbackPage> Page => _page.Task;

    /// <summary>Answers the browser; the first call counts.</summary>
    /// <param name="status">The HTTP status, 200 to 599.</param>
    /// <param name="title">The page's title, as plain text.</param>
    /// <param name="text">What the person reads, as plain text; a line is a paragraph.</param>
    /// <param name="cancellationToken">Ends the wait for the sending, not the sending itself.</param>
    /// <returns>Ends when the page is sent.</returns>
    /// <remarks>A browser that went away is no error; nor is one that already has the page of a listener that was closed.</remarks>
    public async ValueTask ReplyAsync(int status, string title, string text, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(status, 200);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(status, 599);
        ArgumentNullException.ThrowIfNull(title);
        ArgumentNullException.ThrowIfNull(text);
        Reply(new LoopbackPage(status, title, text));
        await _sent.Task.WaitAsync(cancellationToken).ConfigureAwait(false);
    }

    internal void Reply(LoopbackPage page) => _page.TrySetResult(page);

    internal void MarkSent() => _sent.TrySetResult();
}
