using System.Net;
using System.Net.Sockets;
using Auth.Frob.Cli.Output;
using Auth.Frob.Desktop;
using Auth.Frob.Desktop.Screens;
using Auth.Frob.Errors;
using Auth.Frob.Outcomes;
using Auth.Frob.Recipes;
using Auth.Frob.Slots;

namespace Auth.Frob.Cli.Hosting;

/// <summary>The demo with a person: each consent page is opened in the system browser, and waited for by the wall's clock.</summary>
internal sealed class OpenDemo(Surroundings around, DemoChoice choice, bool isJson)
{
    private readonly Screen _screen = new(around);
    private readonly List<DemoStep> _steps = [];

    public async Task<IReadOnlyList<DemoRow>> RunAsync(CancellationToken cancellationToken)
    {
        var sites = around.Simulate(new SimulationOrder { Time = around.Time });
        var pages = new SimulatorPages(sites);
        SimulatorRoute[] routes = [.. sites.Select(static s => s.Route)];
        await using var host = await SimulatorHost.StartAsync(routes, 0, c => pages.AnswerAsync(c, c.RequestAborted), cancellationToken);
        List<DemoRow> rows = [];
        foreach (var (site, flow) in choice.Of(sites))
        {
            using var clients = Demo.Clients(site, host.Address, around.Time);
            rows.Add(await RunAsync(site, flow, (clients[site.Recipe.Id], host.Address), cancellationToken));
        }
        return rows;
    }

    private async Task<DemoRow> RunAsync(SimulatedSite site, FrobFlow flow, (FrobClient Client, Uri Host) at, CancellationToken cancellationToken)
    {
        var row = new DemoRow(site.Recipe.Id, flow.Name);
        _steps.Clear();
        try
        {
            var (signIn, request) = Prepared(site, flow, at);
            Instruct(site, flow);
            var grant = await StepAsync("sign in", token => signIn.SignInAsync(at.Client, request, token), cancellationToken);
            var verified = await StepAsync("verify", token => at.Client.VerifyAsync(grant, token), cancellationToken);
            _screen.Aside($"  verified: {verified.Account.Name}");
            return row with { Verified = verified, Steps = [.. _steps] };
        }
        catch (CommandFailure failure)
        {
            _screen.Aside($"  {failure.Message}");
            return row with { Failure = failure, Steps = [.. _steps] };
        }
        catch (FrobUsageException usage)
        {
            var failure = CommandFailure.Usage(string.Join(" ", usage.Faults.Select(static f => $"{f}.")), "Run it in a terminal.");
            _screen.Aside($"  {failure.Message}");
            return row with { Failure = failure, Steps = [.. _steps] };
        }
    }

    private (DesktopSignIn SignIn, DesktopRequest Request) Prepared(SimulatedSite site, FrobFlow flow, (FrobClient Client, Uri Host) at)
    {
        var signIn = new DesktopSignIn
        {
            Browser = around.Browser,
            Machine = around.Machine(),
            Time = around.Time,
            Screen = new TerminalScreen
            {
                Output = isJson ? around.Error : around.Output, Error = around.Error, Input = around.Input, ReadHidden = around.ReadHidden,
                Hide = around.Hide, Columns = around.ErrorColumns, Time = around.Time,
            },
        };
        var request = new DesktopRequest
        {
            Flow = flow.Name,
            Permissions = flow is ConsentFlow ? site.Asks : Permissions.None,
            Username = flow is DirectFlow ? site.User.Name : null,
            Password = flow is DirectFlow ? new Secret(site.User.Password) : null,
        };
        if (flow is not ConsentFlow { Callback.IsRegistered: true })
            return (signIn, request);
        // The service must know the address before the listener is there; what is pasted is shown by the simulator's own page.
        var returning = request with { Callback = FreePort() };
        request = signIn.Plan(at.Client, returning).Way == WayBack.Loopback
            ? returning
            : request with { Callback = new Uri(at.Host, SimulatorPages.CallbackPath) };
        site.WithCallback(request.Callback!.AbsoluteUri);
        return (signIn, request);
    }

    private void Instruct(SimulatedSite site, FrobFlow flow)
    {
        _screen.Aside("");
        _screen.Aside($"{site.Recipe.Id} {flow.Name}: {flow.Summary}");
        if (flow is DirectFlow)
            _screen.Aside($"No page: {site.User.Name} signs in by password.");
        else
            _screen.Aside($"On the simulated page sign in as {site.User.Name} with the password {site.User.Password} and allow access.");
    }

    private async Task<T> StepAsync<T>(string name, Func<CancellationToken, ValueTask<FrobResult<T>>> step, CancellationToken cancellationToken)
        where T : class
    {
        var begun = around.Time.GetTimestamp();
        var result = await step(cancellationToken);
        _steps.Add(new DemoStep(name, Math.Round(around.Time.GetElapsedTime(begun).TotalMilliseconds, 1)));
        return result.Value ?? throw CommandFailure.From(result.Error!).At(name);
    }

    private static Uri FreePort()
    {
        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        return new UriBuilder(Uri.UriSchemeHttp, "127.0.0.1", ((IPEndPoint)probe.LocalEndpoint).Port, SimulatorPages.CallbackPath).Uri;
    }
}
