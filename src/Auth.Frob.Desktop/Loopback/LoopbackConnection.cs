using System.Net.Sockets;

namespace Auth.Frob.Desktop.Loopback;

/// <summary>One connection: one request, one page.</summary>
internal sealed class LoopbackConnection(Socket socket, LoopbackSite site, TimeProvider time)
{
    public static readonly TimeSpan HeadTime = TimeSpan.FromSeconds(10);
    public static readonly TimeSpan AnswerTime = TimeSpan.FromMinutes(2);
    public static readonly TimeSpan SendTime = TimeSpan.FromSeconds(10);
    public static readonly TimeSpan LingerTime = TimeSpan.FromSeconds(2);

    private const int Idle = 0;
    private const int Answering = 1;
    private const int Dropped = 2;

    private int _phase = Idle;

    /// <summary>Closes the connection if its request is not whole yet, or its page is sent.</summary>
    /// <returns>False where somebody waits for an answer.</returns>
    public bool Drop()
    {
        if (Interlocked.CompareExchange(ref _phase, Dropped, Idle) != Idle)
            return false;
        socket.Dispose();
        return true;
    }

    public async Task ServeAsync(Action<LoopbackAnswer> publish, CancellationToken closing)
    {
        using (socket)
        {
            try
            {
                if (!await AnswerAsync(publish, closing).ConfigureAwait(false))
                    return;
                Volatile.Write(ref _phase, Idle);
                await LingerAsync(closing).ConfigureAwait(false);
            }
            catch (Exception gone) when (gone is SocketException or OperationCanceledException or ObjectDisposedException)
            {
                // The browser went away, was too slow or was dropped: the wait goes on for the next.
            }
        }
    }

    private async Task<bool> AnswerAsync(Action<LoopbackAnswer> publish, CancellationToken closing)
    {
        var head = new RequestHead();
        (int status, Uri? asked) = await ReadAsync(head, closing).ConfigureAwait(false);
        if (status == 0 || Interlocked.CompareExchange(ref _phase, Answering, Idle) != Idle)
            return false;
        if (asked is null)
        {
            await SendAsync(LoopbackPage.Refusal(status), withBody: head.Method != "HEAD", CancellationToken.None).ConfigureAwait(false);
            return true;
        }

        var answer = new LoopbackAnswer(asked);
        try
        {
            publish(answer);
            LoopbackPage page = await PageAsync(answer, closing).ConfigureAwait(false);
            await SendAsync(page, withBody: true, CancellationToken.None).ConfigureAwait(false);
            return true;
        }
        finally
        {
            answer.MarkSent();
        }
    }

    private async Task<(int Status, Uri? Asked)> ReadAsync(RequestHead head, CancellationToken closing)
    {
        using var late = new CancellationTokenSource(HeadTime, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(late.Token, closing);
        try
        {
            while (head.Status == 0)
            {
                int count = await socket.ReceiveAsync(head.Room, either.Token).ConfigureAwait(false);
                if (count == 0)
                    return (0, null);
                head.Take(count);
            }

            return site.Judge(head);
        }
        catch (OperationCanceledException) when (!head.IsEmpty && !closing.IsCancellationRequested)
        {
            return (408, null);
        }
        finally
        {
            head.Clear();
        }
    }

    private async Task<LoopbackPage> PageAsync(LoopbackAnswer answer, CancellationToken closing)
    {
        try
        {
            return await answer.Page.WaitAsync(AnswerTime, time, closing).ConfigureAwait(false);
        }
        catch (Exception unanswered) when (unanswered is TimeoutException or OperationCanceledException)
        {
            answer.Reply(LoopbackPage.Nobody);
            return await answer.Page.ConfigureAwait(false);
        }
    }

    // Called without the token of the closing listener: a page that was begun arrives whole.
    private async Task SendAsync(LoopbackPage page, bool withBody, CancellationToken cancellationToken)
    {
        using var late = new CancellationTokenSource(SendTime, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(late.Token, cancellationToken);
        ReadOnlyMemory<byte> rest = page.ToBytes(withBody);
        while (!rest.IsEmpty)
            rest = rest[await socket.SendAsync(rest, either.Token).ConfigureAwait(false)..];
        socket.Shutdown(SocketShutdown.Send);
    }

    // A socket that is closed with unread bytes resets the connection, and the page is lost on its way.
    private async Task LingerAsync(CancellationToken closing)
    {
        using var late = new CancellationTokenSource(LingerTime, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(late.Token, closing);
        byte[] waste = new byte[RequestHead.LongestLine];
        try
        {
            while (await socket.ReceiveAsync(waste.AsMemory(), either.Token).ConfigureAwait(false) > 0)
            {
            }
        }
        catch (OperationCanceledException)
        {
            if (socket.Available > 0)
                socket.Receive(waste);
        }
    }
}
