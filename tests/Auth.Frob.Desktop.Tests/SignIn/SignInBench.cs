using Auth.Frob.Desktop.Machines;
using Auth.Frob.Ipernity;
using Auth.Frob.Ipernity.Simulator;
using Auth.Frob.LastFm;
using Auth.Frob.LastFm.Simulator;
using Auth.Frob.Outcomes;
using Auth.Frob.Testing;
using Auth.Frob.Testing.Simulation;

namespace Auth.Frob.Desktop.Tests.SignIn;

/// <summary>Both services, a screen, a person with a browser, and a clock that stands still.</summary>
internal sealed class SignInBench : IDisposable
{
    public const string Password = "p@ss w0rd";
    private const string Key = "00000000000000000000000000000001";
    private const string Shared = "ssssssssssssssssssssssssssssssss";
    private readonly List<IDisposable> _made = [];

    public SignInBench(string? callback = null)
    {
        LastFmService = new SimulatedLastFm(new SimulatedLastFmOptions
        {
            Time = Clock, Apps = [new SimulatedApp(Key, Shared)], Users = [new SimulatedUser("alice", Password)],
        });
        IpernityService = new SimulatedIpernity(new SimulatedIpernityOptions
        {
            Time = Clock,
            Apps = [new SimulatedApp(Key, Shared) { Callback = callback ?? "http://127.0.0.1:9/back" }],
            Users = [new SimulatedUser("alice", Password)],
        });
        LastFm = Built(LastFmService, static builder => builder.AddLastFm(Fill))["lastfm"];
        Ipernity = Built(IpernityService, static builder => builder.AddIpernity(Fill))["ipernity"];
        Browser = new HttpClient(new SocketsHttpHandler { UseProxy = false, AllowAutoRedirect = false });
        _made.Add(Browser);
    }

    public ManualTimeProvider Clock { get; } = new();

    public SimulatedLastFm LastFmService { get; }

    public SimulatedIpernity IpernityService { get; }

    public FrobClient LastFm { get; }

    public FrobClient Ipernity { get; }

    public RecordedScreen Screen { get; init; } = new();

    public RecordedOpener Opener { get; init; } = new();

    public HttpClient Browser { get; }

    public DesktopSignIn At(DesktopMachine machine) => new() { Screen = Screen, Browser = Opener, Machine = machine, Time = Clock };

    public Task<FrobResult<Grant>> RunAsync(FrobClient client, DesktopRequest? request = null, DesktopMachine? machine = null, CancellationToken token = default) =>
        At(machine ?? TestMachines.Desk).SignInAsync(client, request, token).AsTask();

    /// <summary>The person opens the page that was shown and decides.</summary>
    public async Task<PageVisit> VisitAsync(SimulatedService service, string decision = ConsentPage.Allow)
    {
        using var transport = new HttpMessageInvoker(new SimulatedServiceHandler(service));
        return await new PageVisitor(transport, "alice", Password).VisitAsync((await Screen.Shown).Address.Reveal(), decision);
    }

    /// <summary>The deadline, the ticks and the poll are armed.</summary>
    public Task PollIsArmedAsync() => Clock.WaitForTimersAsync(3);

    public void Dispose()
    {
        foreach (var made in _made)
            made.Dispose();
    }

    private static void Fill(Recipes.FrobOptions options)
    {
        options.ApiKey = Key;
        options.SharedSecret = Shared;
        options.AppName = "Tests";
        options.AppVersion = "1.0";
    }

    private FrobClients Built(SimulatedService service, Action<FrobBuilder> add)
    {
        var transport = new HttpMessageInvoker(new SimulatedServiceHandler(service));
        var builder = new FrobBuilder().UseTransport(transport).UseTime(Clock);
        add(builder);
        var clients = builder.Build();
        _made.AddRange([clients, transport]);
        return clients;
    }
}
