using System.Net;
using System.Net.Sockets;

namespace Auth.Frob.Cli.Diagnosis;

/// <summary>Whether the addresses of configured providers are protected and can be found.</summary>
internal sealed class AddressCheck(IReadOnlyList<AppFound> apps, TimeProvider time) : Check
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    public override string Name => "addresses";

    protected override async Task<IReadOnlyList<Finding>> LookAsync(CancellationToken cancellationToken)
    {
        List<Finding> found = [];
        foreach (var app in apps.Where(static a => a.IsAsked || a.IsConfigured))
        {
            foreach (var (setting, address) in app.Addresses)
                found.Add(await OfAsync($"{app.Known.Id} {setting}", address, cancellationToken));
        }
        return found;
    }

    private async Task<Finding> OfAsync(string name, string text, CancellationToken cancellationToken)
    {
        if (!Uri.TryCreate(text, UriKind.Absolute, out var address)
            || !(address.Scheme == Uri.UriSchemeHttps || (address.Scheme == Uri.UriSchemeHttp && address.IsLoopback)))
            return Bad($"{name}: neither https nor an address of this machine.", "Give an https address.");
        var isSafe = address.IsLoopback ? "this machine" : "https";
        using var patience = new CancellationTokenSource(Patience, time);
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellationToken);
        try
        {
            await Dns.GetHostAddressesAsync(address.IdnHost, ending.Token);
            return Ok($"{name}: {address.GetLeftPart(UriPartial.Path)} ({isSafe}).");
        }
        catch (Exception fault) when (fault is SocketException || (fault is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            return Warn($"{name}: {address.IdnHost} is not found ({isSafe}).", "Look at the network and the name; a proxy may find it still.");
        }
    }
}
