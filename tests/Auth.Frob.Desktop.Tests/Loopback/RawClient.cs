using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Auth.Frob.Desktop.Tests.Loopback;

/// <summary>A connection that says exactly what a test wants, byte for byte.</summary>
internal sealed class RawClient : IDisposable
{
    // Not a claim about time: what is never answered fails its test instead of holding up all of them.
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    private readonly Socket _socket;

    private RawClient(Socket socket) => _socket = socket;

    public static async Task<RawClient> ConnectAsync(Uri address, IPAddress? to = null)
    {
        IPAddress target = to ?? IPAddress.Loopback;
        var socket = new Socket(target.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        await socket.ConnectAsync(new IPEndPoint(target, address.Port));
        return new RawClient(socket);
    }

    public static async Task<RawReply> AskAsync(Uri address, string request, IPAddress? to = null)
    {
        using RawClient client = await ConnectAsync(address, to);
        await client.SendAsync(request);
        return await client.ReadAsync();
    }

    /// <summary>What a browser sends for a page of the listener's.</summary>
    public static string Get(Uri address, string target, string method = "GET") =>
        $"{method} {target} HTTP/1.1\r\nHost: {address.Authority}\r\nUser-Agent: test\r\nAccept: text/html\r\n\r\n";

    public Task SendAsync(string text) => SendAsync(Encoding.Latin1.GetBytes(text));

    public async Task SendAsync(byte[] bytes)
    {
        for (int sent = 0; sent < bytes.Length;)
            sent += await _socket.SendAsync(bytes.AsMemory(sent));
    }

    /// <summary>Reads until the other side closes.</summary>
    public async Task<RawReply> ReadAsync()
    {
        var all = new List<byte>();
        byte[] buffer = new byte[1024];
        using var patience = new CancellationTokenSource(Patience, TimeProvider.System);
        while (await _socket.ReceiveAsync(buffer.AsMemory(), patience.Token) is var count and > 0)
            all.AddRange(buffer.AsSpan(0, count));
        return new RawReply(Encoding.UTF8.GetString([.. all]));
    }

    /// <summary>Whether the other side closes without a word.</summary>
    public async Task<bool> IsDroppedAsync()
    {
        try
        {
            return (await ReadAsync()).IsNothing;
        }
        catch (SocketException)
        {
            return true;
        }
    }

    public void Reset()
    {
        _socket.LingerState = new LingerOption(true, 0);
        _socket.Dispose();
    }

    public void Dispose() => _socket.Dispose();
}
