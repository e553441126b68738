using System.Net;
using LinkedAccounts.Services;

namespace LinkedAccounts;

/// <summary>Runs the site until it is told to end; what keeps it from starting is one sentence.</summary>
internal static class SiteRun
{
    /// <summary>The exit code of a site that was told something wrong.</summary>
    public const int NotStarted = 2;

    public static async Task<int> RunAsync(bool simulates, string[] settings, CancellationToken cancellationToken)
    {
        await using var simulated = simulates ? await SampleServices.StartAsync(cancellationToken: cancellationToken) : null;
        var own = simulates ? Directory.CreateTempSubdirectory("linked-accounts-") : null;
        try
        {
            await using var site = await StartAsync(settings, Overrides(simulated, own), cancellationToken);
            if (site is null)
                return NotStarted;
            var address = AddressOf(site);
            simulated?.Register(new Uri(address, "/signin-ipernity"));
            Console.WriteLine(simulated is null
                ? $"The site is at {address}"
                : $"The site is at {address}\nBoth services are simulated: sign in there as {simulated.Person.Name} with {simulated.Person.Password}\nCtrl-C ends all of it.");
            await site.WaitForShutdownAsync(cancellationToken);
            return 0;
        }
        finally
        {
            own?.Delete(recursive: true);
        }
    }

    // Keys to throw away make grants to throw away: they come near no database of the person's.
    private static Dictionary<string, string?> Overrides(SampleServices? simulated, DirectoryInfo? own) => simulated is null ? [] : new(simulated.Settings)
    {
        ["Data"] = own!.FullName, ["ConnectionStrings:Frob"] = "",
    };

    private static async Task<WebApplication?> StartAsync(string[] settings, Dictionary<string, string?> overrides, CancellationToken cancellationToken)
    {
        WebApplication? site = null;
        var isStarted = false;
        try
        {
            site = Site.Build(settings, builder =>
            {
                builder.Configuration.AddInMemoryCollection(overrides);
                if (MissingKeys.Of(builder.Configuration) is { Length: > 0 } missing)
                    throw new InvalidOperationException(MissingKeys.Text(missing));
                // What they would say of a failed start, at length, is said below in a sentence.
                foreach (var name in new[] { "Microsoft.Extensions.Hosting.Internal.Host", "Microsoft.AspNetCore.Server.Kestrel" })
                    builder.Logging.AddFilter(name, level => isStarted && level >= LogLevel.Warning);
            });
            await site.StartAsync(cancellationToken);
            isStarted = true;
            return site;
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            Console.Error.WriteLine(fault.Message);
            if (site is not null)
                await site.DisposeAsync();
            return null;
        }
    }

    // Somebody who listens everywhere wants an address that a browser on this machine can open.
    private static Uri AddressOf(WebApplication site)
    {
        var address = new Uri(site.Urls.First());
        var isAny = IPAddress.TryParse(address.Host.Trim('[', ']'), out var ip) && (ip.Equals(IPAddress.Any) || ip.Equals(IPAddress.IPv6Any));
        return isAny ? new UriBuilder(address) { Host = $"{IPAddress.Loopback}" }.Uri : address;
    }
}
