using System.Net;
using System.Net.Sockets;

namespace Auth.Frob.PostgreSql.Tests.Cluster;

/// <summary>The wire between a node and its server. Told to, it swallows the server's next answer and breaks: what was asked was done, and nobody heard.</summary>
internal sealed class CutWire : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _over = new();
    private readonly int _server;
    private readonly Task _accepting;
    private int _cuts;

    public CutWire(int server)
    {
        _server = server;
        _listener.Start();
        _accepting = AcceptAsync();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>How many answers are still to be swallowed.</summary>
    public int Cuts => Volatile.Read(ref _cuts);

    public void Cut(int answers = 1) => Volatile.Write(ref _cuts, answers);

    public async ValueTask DisposeAsync()
    {
        await _over.CancelAsync();
        _listener.Stop();
        await _accepting;
        _over.Dispose();
    }

    private async Task AcceptAsync()
    {
        var wires = new List<Task>();
        try
        {
            while (true)
                wires.Add(CarryAsync(await _listener.AcceptTcpClientAsync(_over.Token)));
        }
        catch (Exception fault) when (fault is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            await Task.WhenAll(wires);
        }
    }

    private async Task CarryAsync(TcpClient node)
    {
        using var server = new TcpClient();
        using (node)
        {
            try
            {
                await server.ConnectAsync(IPAddress.Loopback, _server, _over.Token);
                using var ended = CancellationTokenSource.CreateLinkedTokenSource(_over.Token);
                var there = node.GetStream().CopyToAsync(server.GetStream(), ended.Token);
                await BackAsync(server.GetStream(), node.GetStream());
                node.Client.Close();
                await ended.CancelAsync();
                await there;
            }
            catch (Exception fault) when (fault is OperationCanceledException or IOException or SocketException or ObjectDisposedException)
            {
                // Either end went.
            }
        }
    }

    private async Task BackAsync(NetworkStream server, NetworkStream node)
    {
        var bytes = new byte[16_384];
        while (await server.ReadAsync(bytes, _over.Token) is var read and > 0)
        {
            if (Interlocked.Decrement(ref _cuts) >= 0)
                return;
            Volatile.Write(ref _cuts, 0);
            await node.WriteAsync(bytes.AsMemory(0, read), _over.Token);
        }
    }
}
