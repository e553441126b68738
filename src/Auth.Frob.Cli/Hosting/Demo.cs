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

    public async Task<IReadOnlyList<DemoRow>> RunAsync(CancellationToken cancellationToken)
    {
        var time = new HurriedTime(around.Time, Hurry);
        var sites = Services.Simulate(new SimulationOrder { Time = time });
        var catcher = new CallbackCatcher();
        var host = await SimulatorHost.StartAsync(
            [.. sites.Select(static s => s.Route)], 0, context => catcher.HandleAsync(context, context.RequestAborted), cancellationToken).ConfigureAwait(false);
        await using (host.ConfigureAwait(false))
        {
            using var stage = new DemoStage(catcher, around.Time, around.ConsentButton) { Callback = new Uri(host.Address, CallbackPath) };
            List<DemoRow> rows = [];
            foreach (var site in sites.Select(s => s.WithCallback(stage.Callback.AbsoluteUri)))
                rows.AddRange(await RunAsync(stage, site, Clients(site, host.Address, time), cancellationToken).ConfigureAwait(false));
            return rows;
        }
    }

    private async Task<List<DemoRow>> RunAsync(DemoStage stage, SimulatedSite site, FrobClients clients, CancellationToken cancellationToken)
    {
        using var owned = clients;
        List<DemoRow> rows = [];
        foreach (var flow in site.Recipe.Flows)
        {
            Begun(site.Recipe.Id, flow.Name);
            var row = await new DemoFlow(stage, site, clients[site.Recipe.Id], new Told(Stepped)).RunAsync(flow, cancellationToken).ConfigureAwait(false);
            Ended(row);
            rows.Add(row);
        }
        return rows;
    }

    private static FrobClients Clients(SimulatedSite site, Uri host, TimeProvider time) =>
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
