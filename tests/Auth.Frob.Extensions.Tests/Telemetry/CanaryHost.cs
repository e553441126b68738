using System.Text.Json.Nodes;
using System.Web;
using Auth.Frob.Extensions.Grants;
using Auth.Frob.Extensions.Pacing;
using Auth.Frob.Ipernity;
using Auth.Frob.Ipernity.Simulator;
using Auth.Frob.LastFm;
using Auth.Frob.LastFm.Simulator;
using Auth.Frob.Outcomes;
using Auth.Frob.Recipes;
using Auth.Frob.Testing;
using Auth.Frob.Testing.Simulation;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Auth.Frob.Extensions.Tests.Telemetry;

/// <summary>A host with everything switched on that can tell, both services behind it, and every secret that passed noted.</summary>
internal sealed class CanaryHost : IDisposable
{
    private readonly ServiceProvider _services;
    private readonly List<object> _given = [];

    public CanaryHost()
    {
        SimulatedApp[] apps = [new(TestSecrets.Key, TestSecrets.Shared) { Callback = "http://127.0.0.1:9/back" }];
        SimulatedUser[] users = [new(TestSecrets.User, TestSecrets.Password) { Id = TestSecrets.UserId, RealName = TestSecrets.RealName }];
        LastFm = new SimulatedLastFm(new SimulatedLastFmOptions { Time = Clock, Apps = apps, Users = users });
        Ipernity = new SimulatedIpernity(new SimulatedIpernityOptions { Time = Clock, Apps = apps, Users = users });
        var services = new ServiceCollection();
        services.AddLogging(logging => logging.SetMinimumLevel(LogLevel.Trace).AddProvider(Seen));
        services.AddSingleton<TimeProvider>(Clock);
        services.Configure<PaceOptions>(static pace => pace.Repeats = 0);
        services.AddFrob(frob => frob
            .AddLastFm(o => Fill(o, "lastfm", TestSecrets.Shared)).AddLastFm(o => Fill(o, "lastfm-wrong", TestSecrets.WrongShared))
            .AddIpernity(o => Fill(o, "ipernity", TestSecrets.Shared)).AddIpernity(o => Fill(o, "ipernity-wrong", TestSecrets.WrongShared)));
        foreach (var name in new[] { "lastfm", "lastfm-wrong", "ipernity", "ipernity-wrong" })
        {
            SimulatedService service = name.StartsWith("lastfm", StringComparison.Ordinal) ? LastFm : Ipernity;
            services.AddHttpClient("Auth.Frob:" + name).ConfigurePrimaryHttpMessageHandler(() => new SimulatedServiceHandler(service));
            services.AddHttpClient("calls:" + name).ConfigurePrimaryHttpMessageHandler(() => new SimulatedServiceHandler(service)).AddFrobSigning(name);
        }
        _services = services.BuildServiceProvider();
    }

    public ManualTimeProvider Clock { get; } = new();

    public SeenFromOutside Seen { get; } = new();

    public SimulatedLastFm LastFm { get; }

    public SimulatedIpernity Ipernity { get; }

    /// <summary>What was secret in all that passed.</summary>
    public HashSet<string> Secrets { get; } =
        [TestSecrets.Key, TestSecrets.Shared, TestSecrets.WrongShared, TestSecrets.Password, TestSecrets.User, TestSecrets.UserId, TestSecrets.RealName, TestSecrets.Query];

    /// <summary>Everything that somebody can read, outside and in what was handed back.</summary>
    public IEnumerable<string> Texts => Seen.Texts.Concat(_given.Select(static thing => $"{thing}"));

    public FrobClient Client(string name) => _services.GetRequiredService<FrobClients>()[name];

    public HttpClient Calls(string name) => _services.GetRequiredService<IHttpClientFactory>().CreateClient("calls:" + name);

    public async Task<GrantKey> KeepAsync(Grant grant)
    {
        var key = GrantKey.For(grant);
        NoteAny((await _services.GetRequiredService<IGrantStore>().PutAsync(key, grant))!);
        return key;
    }

    public async Task<PendingConsent> BeginAsync(string name, string flow, Uri? callback = null)
    {
        var begun = await Client(name).BeginAsync(new ConsentRequest { Flow = flow, Callback = callback });
        NoteAny(begun);
        var pending = begun.Value!;
        NoteQuery(pending.ConsentUri.Reveal());
        foreach (var (_, value) in JsonNode.Parse(pending.ToEnvelope())!["consent"]?["secret"]?.AsObject() ?? [])
            Secrets.Add((string)value!);
        return pending;
    }

    public async Task<ConsentReturn> ConsentAsync(PendingConsent pending, string decision = ConsentPage.Allow)
    {
        SimulatedService service = pending.Provider == "lastfm" ? LastFm : Ipernity;
        using var transport = new HttpMessageInvoker(new SimulatedServiceHandler(service));
        var visit = await new PageVisitor(transport, TestSecrets.User, TestSecrets.Password).VisitAsync(pending.ConsentUri.Reveal(), decision);
        if (visit.Redirect is null)
            return ConsentReturn.None;
        NoteQuery(visit.Redirect);
        return ConsentReturn.Redirect(visit.Redirect);
    }

    public FrobResult<Grant> Note(FrobResult<Grant> granted)
    {
        NoteAny(granted);
        if (granted.Value is not { } grant)
            return granted;
        NoteAny(grant);
        foreach (var secret in new[] { grant.Token, grant.TokenSecret, grant.RefreshToken })
            if (secret is not null)
                Secrets.Add(secret.Reveal());
        return granted;
    }

    public void NoteAny(object thing) => _given.Add(thing);

    public void Dispose()
    {
        _services.Dispose();
        Seen.Dispose();
    }

    private void NoteQuery(Uri address)
    {
        var query = HttpUtility.ParseQueryString(address.Query);
        foreach (var name in query.AllKeys.Where(static name => name is "token" or "frob" or "state" or "api_sig" or "oauth_token" or "oauth_verifier" or "cb"))
            Secrets.Add(query[name]!);
    }

    private static void Fill(FrobOptions o, string name, string shared)
    {
        (o.Name, o.ApiKey, o.AppName, o.AppVersion) = (name, TestSecrets.Key, "Tests", "1.0");
        o.SharedSecret = shared;
    }
}
