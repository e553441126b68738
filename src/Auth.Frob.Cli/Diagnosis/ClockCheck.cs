using System.Globalization;

namespace Auth.Frob.Cli.Diagnosis;

/// <summary>Compares the clock with the Date header of each configured provider.</summary>
internal sealed class ClockCheck(IReadOnlyList<AppFound> apps, TimeProvider time) : Check
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Allowed = TimeSpan.FromMinutes(5);

    public override string Name => "clock";

    protected override async Task<IReadOnlyList<Finding>> LookAsync(CancellationToken cancellationToken)
    {
        using var http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false });
        List<Finding> found = [];
        foreach (var (name, api) in apps.Where(static a => a.Api is not null)
            .Select(static a => (a.Known.Id, a.Api!)).DistinctBy(static a => a.Item2.Authority))
            found.Add(await OfAsync(http, name, api, cancellationToken));
        return found;
    }

    private async Task<Finding> OfAsync(HttpClient http, string name, Uri api, CancellationToken cancellationToken)
    {
        using var patience = new CancellationTokenSource(Patience, time);
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellationToken);
        try
        {
            using var request = new HttpRequestMessage(HttpMethod.Head, api.GetLeftPart(UriPartial.Path));
            using var reply = await http.SendAsync(request, ending.Token);
            return reply.Headers.Date is { } date ? Of(name, time.GetUtcNow() - date) : Warn($"{name} says no time.", "Compare the clock with another one.");
        }
        catch (HttpRequestException fault)
        {
            return Warn($"{name} does not answer ({fault.HttpRequestError}).", "Look at the network, the proxy and the address.");
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return Warn($"{name} does not answer within {Patience.TotalSeconds:0} seconds.", "Look at the network, the proxy and the address.");
        }
    }

    private Finding Of(string name, TimeSpan ahead)
    {
        var off = ahead.Duration();
        var text = string.Create(CultureInfo.InvariantCulture, $"{off:d\\.hh\\:mm\\:ss} {(ahead > TimeSpan.Zero ? "ahead of" : "behind")}");
        return off > Allowed
            ? Bad($"The clock is {text} {name}'s.", "Set it, or switch time synchronisation on: signatures with a time are refused.")
            : Ok($"The clock agrees with {name}'s, within {Math.Ceiling(off.TotalSeconds).ToString(CultureInfo.InvariantCulture)} s.");
    }
}
