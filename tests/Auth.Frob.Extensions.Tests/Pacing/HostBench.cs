using System.Net;
using Auth.Frob.Extensions.Grants;
using Auth.Frob.Extensions.Pacing;
using Auth.Frob.Extensions.Registration;
using Auth.Frob.LastFm;
using Auth.Frob.LastFm.Simulator;
using Auth.Frob.Outcomes;
using Auth.Frob.Slots;
using Auth.Frob.Testing;
using Auth.Frob.Testing.Simulation;
using Microsoft.Extensions.DependencyInjection;

namespace Auth.Frob.Extensions.Tests.Pacing;

/// <summary>A container with one instance, a client that signs, a simulated service behind both, and a network that fails as it is told.</summary>
internal sealed class HostBench : IDisposable
{
    private const string Key = "00000000000000000000000000000001";
    private const string Shared = "ssssssssssssssssssssssssssssssss";
    private const string Api = "https://ws.audioscrobbler.com/2.0/";

    private readonly ServiceProvider _services;

    public HostBench(Action<FrobServicesBuilder>? more = null, IServiceCollection? first = null)
    {
        Service = new SimulatedLastFm(new SimulatedLastFmOptions
        {
            Time = Clock, Apps = [new SimulatedApp(Key, Shared)], Users = [new SimulatedUser("alice", "p@ss w0rd")],
        });
        var services = first ?? new ServiceCollection();
        services.AddSingleton<TimeProvider>(Clock);
        services.AddSingleton<IGrantStore>(new InMemoryGrantStore());
        services.AddFrob(frob =>
        {
            foreach (var name in new[] { "lastfm", "second" })
                frob.AddLastFm(o => (o.Name, o.ApiKey, o.SharedSecret, o.AppName, o.AppVersion) = (name, Key, new Secret(Shared), "Tests", "1.0"));
            more?.Invoke(frob);
        });
        foreach (var name in new[] { "Auth.Frob:lastfm", "Auth.Frob:second" })
            services.AddHttpClient(name).ConfigurePrimaryHttpMessageHandler(() => new Network(this, new SimulatedServiceHandler(Service)));
        services.AddHttpClient("calls").ConfigurePrimaryHttpMessageHandler(() => new Network(this, new SimulatedServiceHandler(Service))).AddFrobSigning("lastfm");
        _services = services.BuildServiceProvider();
    }

    public ManualTimeProvider Clock { get; } = new();

    public SimulatedLastFm Service { get; }

    /// <summary>What the network does instead of carrying the next requests: throws, or answers itself.</summary>
    public Queue<Func<HttpRequestMessage, HttpResponseMessage>> Instead { get; } = new();

    /// <summary>How many requests came to the network.</summary>
    public int Sent { get; private set; }

    /// <summary>The signatures that came to it.</summary>
    public HashSet<string> Seen { get; } = [];

    public List<HttpContent> Replies { get; } = [];

    public FrobClient Client => _services.GetRequiredService<FrobClients>()["lastfm"];

    public FrobClient Second => _services.GetRequiredService<FrobClients>()["second"];

    public KeyPaces Paces => _services.GetRequiredService<KeyPaces>();

    public KeyPace Pace => Paces.Of(Client);

    public static HttpResponseMessage Reply(int status, TimeSpan? retryAfter = null)
    {
        var reply = new HttpResponseMessage((HttpStatusCode)status) { Content = new StringContent("<html>") };
        if (retryAfter is { } wait)
            reply.Headers.RetryAfter = new(wait);
        return reply;
    }

    public async Task<Grant> SignInAsync() =>
        (await Client.SignInAsync(new SignInRequest { Username = "alice", Password = new Secret("p@ss w0rd") })).Value!;

    public async Task<GrantKey> KeptAsync()
    {
        var grant = await SignInAsync();
        var key = GrantKey.For(grant);
        await _services.GetRequiredService<IGrantStore>().PutAsync(key, grant);
        Sent = 0;
        return key;
    }

    public Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken = default) =>
        _services.GetRequiredService<IHttpClientFactory>().CreateClient("calls").SendAsync(request, cancellationToken);

    public static HttpRequestMessage Get() => new(HttpMethod.Get, Api + "?method=user.getInfo&format=json");

    public static HttpRequestMessage Post() => new(HttpMethod.Post, Api)
    {
        Content = new FormUrlEncodedContent([new("method", "track.love"), new("artist", "a"), new("track", "t"), new("format", "json")]),
    };

    public void Dispose() => _services.Dispose();

    private sealed class Network(HostBench bench, HttpMessageHandler inner) : DelegatingHandler(inner)
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            bench.Sent++;
            var text = request.Content is null ? request.RequestUri!.Query : await request.Content.ReadAsStringAsync(cancellationToken);
            bench.Seen.Add(System.Web.HttpUtility.ParseQueryString(text)["api_sig"] ?? "");
            var reply = bench.Instead.TryDequeue(out var instead) ? instead(request) : await base.SendAsync(request, cancellationToken);
            reply.RequestMessage ??= request;
            bench.Replies.Add(reply.Content);
            return reply;
        }
    }
}
