using Auth.Frob.Extensions.Calls;
using Auth.Frob.Extensions.Grants;
using Auth.Frob.Extensions.Pacing;
using Auth.Frob.Extensions.Telemetry;
using Auth.Frob.Ipernity;
using Auth.Frob.Ipernity.Simulator;
using Auth.Frob.LastFm;
using Auth.Frob.LastFm.Simulator;
using Auth.Frob.Outcomes;
using Auth.Frob.Recipes;
using Auth.Frob.Slots;
using Auth.Frob.Testing;
using Auth.Frob.Testing.Simulation;
using Microsoft.Extensions.Options;

namespace Auth.Frob.Extensions.Tests.Calls;

/// <summary>Both services, simulated, with two people, and a signing handler before each.</summary>
internal sealed class CallBench : IDisposable
{
    public const string Key = "76704c8b0000271B6df755a656250e26";
    public const string Shared = "ssssssssssssssss";
    public const string LastFmApi = "https://ws.audioscrobbler.com/2.0/";
    public const string IpernityApi = "https://api.ipernity.com/api/";

    private static readonly SimulatedApp App = new(Key, Shared) { Callback = "http://127.0.0.1:9/back" };
    private static readonly SimulatedUser[] Users = [new("alice", "p@ss w0rd") { Id = "1" }, new("bob", "b0b") { Id = "2" }];

    private readonly List<IDisposable> _made = [];
    private readonly SimulatedServiceHandler _lastFmTransport;
    private readonly SimulatedServiceHandler _ipernityTransport;

    public CallBench(string format = "json", StandingParameter? standing = null, PaceOptions? pace = null)
    {
        LastFm = new SimulatedLastFm(new SimulatedLastFmOptions { Time = Clock, Apps = [App], Users = Users });
        Ipernity = new SimulatedIpernity(new SimulatedIpernityOptions { Time = Clock, Apps = [App], Users = Users, Mode = SimulationMode.Strict });
        _lastFmTransport = new SimulatedServiceHandler(LastFm);
        _ipernityTransport = new SimulatedServiceHandler(Ipernity);
        var toLastFm = new HttpMessageInvoker(_lastFmTransport);
        var toIpernity = new HttpMessageInvoker(_ipernityTransport);
        Clients = new FrobBuilder().UseTransports(name => name == "lastfm" ? toLastFm : toIpernity).UseTime(Clock)
            .AddLastFm(o => Fill(o, standing).Format = format).AddIpernity(o => Fill(o, standing).Format = format).Build();
        Paces = new KeyPaces(Clock, Options.Create(pace ?? new PaceOptions()));
        _made.AddRange([toLastFm, toIpernity, Clients, Paces]);
    }

    public ManualTimeProvider Clock { get; } = new();

    public SimulatedLastFm LastFm { get; }

    public SimulatedIpernity Ipernity { get; }

    public FrobClients Clients { get; }

    public KeyPaces Paces { get; }

    public KeptGrants Store { get; } = new();

    public List<GrantDeath> Deaths { get; } = [];

    public Wire Wire { get; private set; } = null!;

    /// <summary>A client whose calls are signed for an instance; what it sends is in <see cref="Wire"/>.</summary>
    public HttpMessageInvoker Signed(string instance, Func<HttpMessageHandler, HttpMessageHandler>? outside = null)
    {
        Wire = new Wire(instance == "lastfm" ? _lastFmTransport : _ipernityTransport);
        var handler = Handler(instance, Wire);
        var client = new HttpMessageInvoker(outside is null ? handler : outside(handler));
        _made.Add(client);
        return client;
    }

    public SigningHandler Handler(string instance, HttpMessageHandler inner, FrobClients? clients = null)
    {
        var telemetry = new FrobTelemetry();
        return new SigningHandler(instance, clients ?? Clients, new GrantWatch(Store, telemetry, Clock, Deaths), Paces, telemetry, Clock) { InnerHandler = inner };
    }

    /// <summary>A person's grant by name and password, kept.</summary>
    public async Task<GrantKey> LastFmGrantAsync(string user = "alice")
    {
        var password = Users.Single(u => u.Name == user).Password;
        return Keep((await Clients["lastfm"].SignInAsync(new SignInRequest { Username = user, Password = new Secret(password) })).Value!);
    }

    /// <summary>A person's grant by one of the flows with a page, kept.</summary>
    public async Task<GrantKey> IpernityGrantAsync(string user = "alice", string flow = "desktop", Permissions? permissions = null)
    {
        var client = Clients["ipernity"];
        var asked = permissions ?? Permissions.None.With("doc", PermissionLevel.Write);
        var callback = flow == "oauth" ? new Uri("http://127.0.0.1:9/cb") : null;
        var pending = (await client.BeginAsync(new ConsentRequest { Flow = flow, Permissions = asked, Callback = callback })).Value!;
        using var transport = new HttpMessageInvoker(_ipernityTransport, false);
        var visit = await new PageVisitor(transport, user, Users.Single(u => u.Name == user).Password).VisitAsync(pending.ConsentUri.Reveal());
        var answer = flow == "oauth" ? ConsentReturn.Redirect(visit.Redirect!) : ConsentReturn.None;
        var grant = (await client.ExchangeAsync(pending, answer)).Value!;
        return Keep(flow == "oauth" ? grant with { Account = new Account { Id = user } } : grant);
    }

    public GrantKey Keep(Grant grant)
    {
        var key = GrantKey.For(grant);
        Store.Keep(key, grant, GrantHealth.Live);
        return key;
    }

    public async Task<Grant> GrantOf(GrantKey key) => (await Store.FindAsync(key))!.Grant!;

    public void Dispose()
    {
        foreach (var made in _made)
            made.Dispose();
    }

    private static T Fill<T>(T options, StandingParameter? standing) where T : FrobOptions
    {
        options.ApiKey = Key;
        options.SharedSecret = Shared;
        options.AppName = "Tests";
        options.AppVersion = "1.0";
        if (standing is not null)
            options.Standing.Add(standing);
        return options;
    }
}
