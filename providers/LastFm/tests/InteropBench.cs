using Auth.Frob.Errors;
using Auth.Frob.LastFm.Simulator;
using Auth.Frob.Outcomes;
using Auth.Frob.Recipes;
using Auth.Frob.Slots;
using Auth.Frob.Testing;
using Auth.Frob.Testing.Simulation;

namespace Auth.Frob.LastFm.Tests;

/// <summary>One client of ours over answers that are given, or over a simulated server.</summary>
internal sealed class InteropBench : IDisposable
{
    public const string Key = "00000000000000000000000000000001";
    public const string Shared = "ssssssssssssssssssssssssssssssss";

    private readonly FrobClients _clients;
    private readonly HttpMessageInvoker _transport;

    private InteropBench(FrobProvider provider, HttpMessageHandler handler, ManualTimeProvider clock, string format, Action<LastFmOptions>? more)
    {
        Clock = clock;
        _transport = new HttpMessageInvoker(handler);
        _clients = new FrobBuilder().UseTransport(_transport).UseTime(Clock).Add<LastFmOptions>(provider, o =>
        {
            o.ApiKey = Key;
            o.SharedSecret = Shared;
            o.AppName = "Tests";
            o.AppVersion = "1.0";
            o.Format = format;
            more?.Invoke(o);
        }).Build();
        Client = _clients[provider.Id];
    }

    public FrobClient Client { get; }

    public ManualTimeProvider Clock { get; }

    public static InteropBench Answering(string format, params StubHttpReply[] replies) => Answering(LastFmRecipe.Provider, format, null, replies);

    public static InteropBench Answering(FrobProvider provider, string format, Action<LastFmOptions>? more, params StubHttpReply[] replies)
    {
        var stub = new StubHttp([.. replies.Select(StubHttpExchange.Any)]);
        return new InteropBench(provider, stub, new ManualTimeProvider(), format, more);
    }

    public static InteropBench Simulating(FrobProvider provider, LastFmProfile profile, string format = "json", Action<LastFmOptions>? more = null)
    {
        var clock = new ManualTimeProvider();
        var service = new SimulatedLastFm(new SimulatedLastFmOptions
        {
            Profile = profile,
            Time = clock,
            Apps = [new SimulatedApp(Key, Shared)],
            Users = [new SimulatedUser("alice", "p@ss w0rd"), new SimulatedUser("Bob", "hunter2"), new SimulatedUser("Björk", "pässwörd ☃ +&=%")],
        });
        return new InteropBench(provider, new SimulatedServiceHandler(service), clock, format, more);
    }

    public static StubHttpReply Xml(string body, string type = "text/xml") => StubHttpReply.Text(body, type);

    public static StubHttpReply Json(string body, int status = 200) => StubHttpReply.Text(body, status: status);

    public async Task<FrobResult<Grant>> ExchangeAsync(string token = "t0k3n")
    {
        var begun = await Client.BeginAsync(new ConsentRequest { Flow = "web", Callback = new Uri("http://127.0.0.1:9/cb?x=1") });
        var callback = System.Web.HttpUtility.ParseQueryString(begun.Value!.ConsentUri.Reveal().Query)["cb"]!;
        return await Client.ExchangeAsync(begun.Value, ConsentReturn.Redirect(new Uri($"{callback}&token={token}")));
    }

    public Task<FrobResult<Grant>> SignInAsync(string user = "alice", string password = "p@ss w0rd") =>
        Client.SignInAsync(new SignInRequest { Username = user, Password = new Secret(password) }).AsTask();

    public async Task<FrobError> FailAsync() => (await ExchangeAsync()).Error!;

    public void Dispose()
    {
        _clients.Dispose();
        _transport.Dispose();
    }
}
