using System.Net;
using System.Net.Sockets;

namespace Auth.Frob.Desktop.Tests.SignIn;

/// <summary>A port that was free a moment ago, for an address that must be known before the listener is.</summary>
internal sealed class FreePort
{
    // Below the ports that the system gives away by itself, so that no other test gets it meanwhile.
    private static int _next = 20000 + (Environment.ProcessId % 10000);

    public FreePort()
    {
        while (true)
        {
            var port = Interlocked.Increment(ref _next);
            using var probe = new TcpListener(IPAddress.Loopback, port);
            try
            {
                probe.Start();
                Callback = new Uri($"http://127.0.0.1:{port}/back");
                return;
            }
            catch (SocketException)
            {
                // Taken: the next one.
            }
        }
    }

    public Uri Callback { get; }

}
