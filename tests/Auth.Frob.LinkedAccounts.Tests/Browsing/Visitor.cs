using LinkedAccounts.Services;

namespace Auth.Frob.LinkedAccounts.Tests.Browsing;

/// <summary>A person with a browser: clicks what is there to be clicked. What the browser complains of fails the test.</summary>
internal sealed class Visitor : IAsyncDisposable
{
    private readonly IBrowserContext _context;
    private readonly Uri _site;
    private readonly SampleServices _services;
    private readonly HashSet<string> _documents = [];
    private readonly List<string> _complaints = [];

    private Visitor(IBrowserContext context, Uri site, SampleServices services) => (_context, _site, _services) = (context, site, services);

    public IPage Page { get; private set; } = null!;

    public ILocator Heading => Page.Locator("h1");

    public static async Task<Visitor> ComeAsync(Chromium chromium, Uri site, SampleServices services, BrowserNewContextOptions? options = null)
    {
        var visitor = new Visitor(await chromium.Browser.NewContextAsync(options), site, services);
        visitor._context.SetDefaultTimeout(30_000);
        visitor._context.Response += (_, reply) => visitor.Note(reply);
        visitor._context.Console += (_, said) => visitor.Hear(said);
        visitor._context.WebError += (_, fault) => visitor._complaints.Add(fault.Error);
        visitor.Page = await visitor.OpenTabAsync();
        return visitor;
    }

    public static Task<Visitor> ComeAsync(Chromium chromium, RunningSite site, BrowserNewContextOptions? options = null) =>
        ComeAsync(chromium, site.Address, site.Services, options);

    public async Task<IPage> OpenTabAsync()
    {
        var tab = await _context.NewPageAsync();
        await tab.GotoAsync(_site.AbsoluteUri);
        return tab;
    }

    public Task<IResponse?> GoAsync(string path) => Page.GotoAsync(new Uri(_site, path).AbsoluteUri);

    public Task<IReadOnlyList<BrowserContextCookiesResult>> CookiesAsync() => _context.CookiesAsync();

    public ILocator Card(string service) => Page.Locator($"[data-service={service}]");

    /// <summary>Presses a button or follows a link, by the text that it shows.</summary>
    public static Task PressAsync(ILocator within, string text) =>
        within.Locator("button, a").Filter(new LocatorFilterOptions { HasText = text }).First.ClickAsync();

    public Task PressAsync(string text) => PressAsync(Page.Locator("body"), text);

    /// <summary>On the service's own page: name and password where it asks for them, and the word.</summary>
    public async Task DecideAsync(IPage? tab = null, string word = "allow")
    {
        var page = tab ?? Page;
        await page.Locator("button[value=allow]").WaitForAsync();
        if (word == "allow" && await page.Locator("input[name=password]").CountAsync() > 0)
        {
            await page.FillAsync("input[name=name]", _services.Person.Name);
            await page.FillAsync("input[name=password]", _services.Person.Password);
        }
        await page.ClickAsync($"button[value={word}]");
    }

    public async Task SignInAsync()
    {
        await GoAsync("/");
        await PressAsync("Sign in with Last.fm");
        await DecideAsync();
        await ShouldSeeAsync("Your accounts");
    }

    public async Task LinkIpernityAsync()
    {
        await PressAsync("Link ipernity");
        await DecideAsync();
        await ShouldSeeAsync("Is this your account?");
        await PressAsync("Yes, link it");
        await ShouldSeeAsync("Your accounts");
    }

    /// <summary>Says yes at the service, and keeps the address that it sends the browser to: the browser does not go there.</summary>
    public async Task<string> CatchCallbackAsync()
    {
        var service = $"{_services.Address}**";
        var caught = new TaskCompletionSource<string>();
        await Page.RouteAsync(service, async route =>
        {
            if (route.Request.Method != "POST")
            {
                await route.ContinueAsync();
                return;
            }
            var reply = await route.FetchAsync(new RouteFetchOptions { MaxRedirects = 0 });
            await route.FulfillAsync(new RouteFulfillOptions { Status = 200, ContentType = "text/html", Body = "<h1>On the way</h1>" });
            caught.TrySetResult(reply.Headers["location"]);
        });
        await DecideAsync();
        var address = await caught.Task;
        await Assertions.Expect(Heading).ToHaveTextAsync("On the way");
        await Page.UnrouteAsync(service);
        return address;
    }

    public async Task ShouldSeeAsync(string heading, IPage? tab = null)
    {
        var page = tab ?? Page;
        await Assertions.Expect(page.Locator("h1")).ToHaveTextAsync(heading, new LocatorAssertionsToHaveTextOptions { Timeout = 30_000 });
        ShouldHaveHeardNothing();
    }

    public void ShouldHaveHeardNothing() => _complaints.Should().BeEmpty();

    public ValueTask DisposeAsync() => _context.DisposeAsync();

    private void Note(IResponse reply)
    {
        if (reply.Request.IsNavigationRequest)
            _documents.Add(reply.Url);
    }

    // A page with a status of failure is called a failed resource too; that is its purpose. The services' pages are not ours.
    private void Hear(IConsoleMessage said)
    {
        var at = said.Location.Split('#')[0];
        var isPage = said.Text.StartsWith("Failed to load resource", StringComparison.Ordinal) && _documents.Any(at.StartsWith);
        var isAborted = said.Text.Contains("net::ERR_FAILED", StringComparison.Ordinal);
        if (said.Type is "error" or "warning" && at.StartsWith(_site.AbsoluteUri, StringComparison.Ordinal) && !isPage && !isAborted)
            _complaints.Add($"{said.Text} ({at})");
    }
}
