using System.Net;
using Auth.Frob.Desktop.Loopback;

namespace Auth.Frob.Cli.Diagnosis;

/// <summary>Listens as a sign-in does, and asks the listener as a browser would.</summary>
internal sealed class LoopbackCheck(TimeProvider time) : Check
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    public override string Name => "loopback";

    protected override async Task<IReadOnlyList<Finding>> LookAsync(CancellationToken cancellationToken) =>
    [
        await TryAsync("127.0.0.1", isNeeded: true, cancellationToken), await TryAsync("[::1]", isNeeded: false, cancellationToken),
    ];

    private async Task<Finding> TryAsync(string host, bool isNeeded, CancellationToken cancellationToken)
    {
        try
        {
            await using var listener = LoopbackListener.Start(new LoopbackOptions { Host = host, Time = time });
            using var http = new HttpClient(new SocketsHttpHandler { UseProxy = false, AllowAutoRedirect = false, UseCookies = false });
            using var patience = new CancellationTokenSource(Patience, time);
            using var ending = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellationToken);
            using var reply = await http.GetAsync(new Uri(listener.Address, "/another-path"), ending.Token);
            return reply.StatusCode == HttpStatusCode.NotFound
                ? Ok($"{host} can be listened on and answers.")
                : Of(isNeeded, $"Something else answers at {host}.", "Look for a program that takes over this machine's own addresses.");
        }
        catch (Exception fault) when (fault is IOException or HttpRequestException or System.Net.Sockets.SocketException
            || (fault is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            return Of(isNeeded, $"{host} can't be listened on and asked here.", isNeeded
                ? "Look at the firewall and the loopback interface; a sign-in can poll, or ask you to paste, instead."
                : "Only services that register this address need it.");
        }
    }

    private Finding Of(bool isNeeded, string found, string remedy) => isNeeded ? Bad(found, remedy) : Warn(found, remedy);
}
