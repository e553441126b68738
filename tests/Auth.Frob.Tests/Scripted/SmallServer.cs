using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Auth.Frob.Tests.Scripted;

/// <summary>A real port that gives one fixed answer to whatever is asked, and keeps the head of each request.</summary>
internal sealed class SmallServer : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly List<string> _heads = [];
    private readonly Task _serving;

    public SmallServer(Func<int, string> answer)
    {
        _listener.Start();
        Address = new Uri($"http://{_listener.LocalEndpoint}/");
        _serving = ServeAsync(answer);
    }

    public Uri Address { get; }

    public IReadOnlyList<string> Heads
    {
        get
        {
            lock (_heads)
                return [.. _heads];
        }
    }

    /// <summary>A whole answer; the connection ends with it.</summary>
    public static string Answer(string status, string body, params string[] headers) =>
        $"HTTP/1.1 {status}\r\nConnection: close\r\nContent-Length: {Encoding.UTF8.GetByteCount(body)}\r\n"
        + string.Concat(headers.Select(static h => h + "\r\n")) + "\r\n" + body;

    public void Dispose() => _listener.Dispose();

    private async Task ServeAsync(Func<int, string> answer)
    {
        try
        {
            for (var i = 0; ; i++)
            {
                using var client = await _listener.AcceptTcpClientAsync();
                var stream = client.GetStream();
                var head = await RequestAsync(stream);
                lock (_heads)
                    _heads.Add(head);
                await stream.WriteAsync(Encoding.UTF8.GetBytes(answer(i)));
            }
        }
        catch (Exception end) when (end is SocketException or ObjectDisposedException or IOException)
        {
            _ = _serving;
        }
    }

    // The body too: a port that is closed over unread bytes resets the connection, and the answer with it.
    private static async Task<string> RequestAsync(NetworkStream stream)
    {
        var text = new StringBuilder();
        var buffer = new byte[4096];
        while (true)
        {
            var read = await stream.ReadAsync(buffer);
            text.Append(Encoding.Latin1.GetString(buffer, 0, read));
            var whole = text.ToString();
            var end = whole.IndexOf("\r\n\r\n", StringComparison.Ordinal);
            if (read == 0 || (end >= 0 && whole.Length >= end + 4 + Length(whole[..end])))
                return end < 0 ? whole : whole[..end];
        }
    }

    private static int Length(string head) => head.Split("\r\n")
        .Where(static line => line.StartsWith("Content-Length:", StringComparison.OrdinalIgnoreCase))
        .Select(static line => int.Parse(line.AsSpan("Content-Length:".Length), System.Globalization.CultureInfo.InvariantCulture)).FirstOrDefault();
}
