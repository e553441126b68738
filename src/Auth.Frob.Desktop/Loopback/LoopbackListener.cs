using System.Net;
using System.Net.Sockets;
using System.Threading.Channels;

namespace Auth.Frob.Desktop.Loopback;

/// <summary>Waits on this machine for a browser that comes back.</summary>
/// <remarks>
/// Bound before its address is known, to loopback alone. Thread-safe; two readers of <see cref="AnswersAsync"/> share the answers.
/// A browser whose answer nobody replies to within two minutes, or before the listener is closed,
/// gets a page that sends it back to the program.
/// </remarks>
public sealed class LoopbackListener : IAsyncDisposable
{
    private static readonly TimeSpan AfterFailure = TimeSpan.FromMilliseconds(100);

    private readonly ImmutableArray<Socket> _sockets;
    private readonly TimeProvider _time;
    private readonly LoopbackSite _site;
    private readonly Channel<LoopbackAnswer> _answers = Channel.CreateUnbounded<LoopbackAnswer>();
    private readonly OpenConnections _open = new();
    private readonly CancellationTokenSource _closing = new();
    private readonly Task _accepting;

    private LoopbackListener(ImmutableArray<Socket> sockets, LoopbackOptions options)
    {
        _sockets = sockets;
        _time = options.Time;
        int port = ((IPEndPoint)sockets[0].LocalEndPoint!).Port;
        Address = new Uri(string.Create(CultureInfo.InvariantCulture, $"http://{options.Host}:{port}{options.Path}"));
        _site = new LoopbackSite(Address, Hosts(options.Host, port, sockets.Length > 1));
        _accepting = Task.WhenAll(sockets.Select(socket => Task.Run(() => AcceptAsync(socket, _closing.Token))));
    }

    /// <summary>The address to send the browser to.</summary>
    /// <value>Host, the port that was bound, and the path.</value>
    public Uri Address { get; }

    internal IEnumerable<IPEndPoint> EndPoints => _sockets.Select(static socket => (IPEndPoint)socket.LocalEndPoint!);

    /// <summary>Binds and begins to listen.</summary>
    /// <param name="options">Ports, path, interfaces, clock; null for the defaults.</param>
    /// <returns>The listener.</returns>
    /// <exception cref="ArgumentException">An option is outside its range.</exception>
    /// <exception cref="IOException">None of the ports is free; the message says which were tried and what to do.</exception>
    public static LoopbackListener Start(LoopbackOptions? options = null)
    {
        options ??= new LoopbackOptions();
        Check(options);
        bool needsIPv6 = options.Host == "[::1]";
        bool withIPv6 = options.WithIPv6 || needsIPv6 || options.Host == "localhost";
        return new LoopbackListener(LoopbackSockets.Listen(options.Ports, withIPv6, needsIPv6), options);
    }

    /// <summary>The requests for the exact path, in the order in which they come; all others are answered here and never seen.</summary>
    /// <param name="cancellationToken">Ends the wait at once; the listener goes on, and another call gets what comes then.</param>
    /// <returns>Answers, until the listener is closed.</returns>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public IAsyncEnumerable<LoopbackAnswer> AnswersAsync(CancellationToken cancellationToken = default) =>
        _answers.Reader.ReadAllAsync(cancellationToken);

    /// <summary>Stops listening, and ends when every page that was promised is sent.</summary>
    /// <returns>Ends when nothing of the listener is left.</returns>
    public async ValueTask DisposeAsync()
    {
        _answers.Writer.TryComplete();
        await _closing.CancelAsync().ConfigureAwait(false);
        foreach (Socket socket in _sockets)
            socket.Dispose();
        await _accepting.ConfigureAwait(false);
        await _open.CloseAsync(CancellationToken.None).ConfigureAwait(false);
    }

    private async Task AcceptAsync(Socket socket, CancellationToken closing)
    {
        while (!closing.IsCancellationRequested)
        {
            try
            {
                Socket accepted = await socket.AcceptAsync(closing).ConfigureAwait(false);
                var connection = new LoopbackConnection(accepted, _site, _time);
                if (!_open.Admit(connection, one => one.ServeAsync(Publish, closing)))
                    accepted.Dispose();
            }
            catch (Exception ended) when (ended is OperationCanceledException or ObjectDisposedException)
            {
                return;
            }
            catch (SocketException)
            {
                // No file handles, say: tried again, but not in a circle at full speed.
                await Task.Delay(AfterFailure, _time, closing).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    private void Publish(LoopbackAnswer answer)
    {
        if (!_answers.Writer.TryWrite(answer))
            answer.Reply(LoopbackPage.Nobody);
    }

    private static ImmutableArray<string> Hosts(string host, int port, bool withIPv6)
    {
        ImmutableArray<string> names = withIPv6 ? [host, "127.0.0.1", "[::1]"] : [host, "127.0.0.1"];
        var hosts = names.Select(name => string.Create(CultureInfo.InvariantCulture, $"{name}:{port}"));
        return port == 80 ? [.. hosts, .. names] : [.. hosts];
    }

    private static void Check(LoopbackOptions options)
    {
        if (options.Ports.IsDefaultOrEmpty || options.Ports.Any(static port => port is < 0 or > 65535))
            throw new ArgumentException("Ports are 0 to 65535, and at least one.", nameof(options));
        if (options.Host is not ("127.0.0.1" or "localhost" or "[::1]"))
            throw new ArgumentException("The host is 127.0.0.1, localhost or [::1].", nameof(options));
        if (!options.Path.StartsWith('/') || !Uri.TryCreate("http://127.0.0.1" + options.Path, UriKind.Absolute, out Uri? address)
            || address.AbsoluteUri != "http://127.0.0.1" + options.Path || address.AbsolutePath != options.Path)
        {
            throw new ArgumentException(
                "The path begins with a slash and is written as in an address, without query and dot segments.", nameof(options));
        }
    }
}
