using System.Net;
using System.Net.Sockets;

namespace Auth.Frob.Tests.Scripted;

/// <summary>An open port that notices whether anybody came.</summary>
internal sealed class HttpListenerOnLoopback : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);

    public HttpListenerOnLoopback() => _listener.Start();

    public Uri Address => new($"http://{_listener.LocalEndpoint}/entity");

    public bool WasAsked => _listener.Pending();

    public void Dispose() => _listener.Dispose();
}
