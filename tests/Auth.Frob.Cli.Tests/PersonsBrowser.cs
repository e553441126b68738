using Auth.Frob.Cli.Hosting;
using Auth.Frob.Desktop.Browsers;
using Auth.Frob.Desktop.Machines;

namespace Auth.Frob.Cli.Tests;

/// <summary>A browser with a person in front of it, who allows access and goes where the page leads.</summary>
/// <param name="sites">The services whose pages may be opened.</param>
/// <param name="stayed">What the person does where access is allowed and the page leads nowhere.</param>
internal sealed class PersonsBrowser(Func<IReadOnlyList<SimulatedSite>> sites, Action<SimulatedSite>? stayed = null) : PageOpener
{
    public override async ValueTask<BrowserOutcome> OpenAsync(Uri address, DesktopMachine machine, CancellationToken cancellationToken = default)
    {
        // The first that owns a path answers, as at the listener.
        var site = sites().First(s => s.Route.Owns(address.AbsolutePath));
        if (await CommandBench.AllowAsync(site, address.AbsoluteUri) is not { } redirect)
        {
            stayed?.Invoke(site);
            return new BrowserOutcome(true, null);
        }
        // The page that the browser ends at may be there only once the sign-in is through: nobody waits for it here.
        _ = FollowAsync(redirect);
        return new BrowserOutcome(true, null);
    }

    private static async Task FollowAsync(Uri redirect)
    {
        using var browser = new HttpClient();
        (await browser.GetAsync(redirect)).Dispose();
    }
}
