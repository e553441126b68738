using Auth.Frob.Recipes;
namespace Auth.Frob.Cli.Hosting;

/// <summary>Every flow of every simulated service, over HTTP on the loopback address.</summary>
internal sealed class Demo(Surroundings around)
{
    /// <summary>How much faster than the wall's clock the demo's clients and services live.</summary>
    public const int Hurry = 20;

    private const string CallbackPath = "/callback";

    /// <summary>Told when a flow begins.</summary>
    public Action<string, string> Begun { get; init; } = static (_, _) => { };

    /// <summary>Told when a step is done.</summary>
    public Action<DemoStep> Stepped { get; init; } = static _ => { };

    /// <summary>Told when a flow is over.</summary>
    public Action<DemoRow> Ended { get; init; } = static _ => { };

    /// <summary>Which flows are shown.</summary>
    public DemoChoice Choice { get; init; } = new();

    public async Task<IReadOnlyList<DemoRow>> RunAsync(CancellationToken cancellationToken)
    {
        var time = new HurriedTime(around.Time, Hurry);
        var sites = around.Simulate(new SimulationOrder { Time = time });
        var catcher = new CallbackCatcher();
        SimulatorRoute[] routes = [.. sites.Select(static s => s.Route)];
        await using var host = await SimulatorHost.StartAsync(routes, 0, c => catcher.HandleAsync(c, c.RequestAborted), cancellationToken);
        using var stage = new DemoStage(catcher, around.Time) { Callback = new Uri(host.Address, CallbackPath) };
        List<DemoRow> rows = [];
        foreach (var site in sites.Select(s => s.WithCallback(stage.Callback.AbsoluteUri)))
        {
            using var clients = Clients(site, host.Address, time);
            await RunAsync(stage, site, clients[site.Recipe.Id], rows, cancellationToken);
        }
        return rows;
    }

    private async Task RunAsync(
        DemoStage stage, SimulatedSite site, FrobClient client, List<DemoRow> rows, CancellationToken cancellationToken)
    {
        foreach (var (_, flow) in Choice.Of([site]))
        {
            Begun(site.Recipe.Id, flow.Name);
            var row = await new DemoFlow(stage, site, client, new Told(Stepped)).RunAsync(flow, cancellationToken);
            Ended(row);
            rows.Add(row);
        }
    }

    /// <summary>A client of a simulated service.</summary>
    public static FrobClients Clients(SimulatedSite site, Uri host, TimeProvider time) =>
        new FrobBuilder().UseTime(time).Add<PlainOptions>(site.Recipe, options =>
        {
            options.ApiKey = site.App.Key;
            options.SharedSecret = site.App.Secret;
            options.AppName = "frob-demo";
            options.AppVersion = "1.0";
            // Counted by the hurried clock.
            options.CallTimeout = TimeSpan.FromMinutes(10);
            foreach (var (setting, address) in site.Addresses(host))
                options.Settings[setting] = address;
        }).Build();

    private sealed class Told(Action<DemoStep> tell) : IProgress<DemoStep>
    {
        public void Report(DemoStep value) => tell(value);
    }
}
