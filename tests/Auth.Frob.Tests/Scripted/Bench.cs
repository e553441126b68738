using Auth.Frob.Errors;
using Auth.Frob.Outcomes;
using Auth.Frob.Recipes;
using Auth.Frob.Slots;
using Auth.Frob.Testing;

namespace Auth.Frob.Tests.Scripted;

/// <summary>One client over a scripted transport and a clock that is turned by hand.</summary>
internal sealed class Bench : IDisposable
{
    public static readonly Uri Callback = new("http://127.0.0.1:9/cb?x=1");

    private readonly HttpMessageInvoker _invoker;

    public Bench(FrobProvider? provider = null, Action<PlainOptions>? more = null, PollGate? gate = null, TimeProvider? time = null)
    {
        provider ??= Tiny.Provider;
        _invoker = new HttpMessageInvoker(Transport);
        var builder = new FrobBuilder().UseTransport(_invoker).UseTime(time ?? Clock).UseNonces(() => "nonce-" + (++Nonces));
        if (gate is not null)
            builder.UsePollGate(gate);
        Clients = builder.Add<PlainOptions>(provider, o =>
        {
            Fill(o);
            more?.Invoke(o);
        }).Build();
        Client = Clients[Clients.Names.Single()];
    }

    public ManualTimeProvider Clock { get; } = new();

    public ScriptedTransport Transport { get; } = new();

    public FrobClients Clients { get; }

    public FrobClient Client { get; }

    public int Nonces { get; private set; }

    public static void Fill(FrobOptions options)
    {
        options.ApiKey = Tiny.Key;
        options.SharedSecret = Tiny.Shared;
        options.AppName = "App";
        options.AppVersion = "1.2";
    }

    public void Dispose()
    {
        Clients.Dispose();
        _invoker.Dispose();
    }

    public async Task<PendingConsent> BeginAsync(string flow = "desktop", Uri? callback = null)
    {
        if (flow is not ("web" or "echo"))
            Transport.Reply(Tiny.Frob);
        return (await Client.BeginAsync(new ConsentRequest { Flow = flow, Callback = callback })).Value!;
    }

    /// <summary>Signs in with a password against one reply: the shortest way through sender, reader and judge.</summary>
    public async Task<FrobResult<Grant>> SignInAsync(HttpResponseMessage reply)
    {
        Transport.Then(_ => reply);
        return await SignInAsync();
    }

    public Task<FrobResult<Grant>> SignInAsync(string reply, int status = 200) => SignInAsync(ScriptedTransport.Answer(reply, status));

    public async Task<FrobResult<Grant>> SignInAsync() =>
        await Client.SignInAsync(new SignInRequest { Username = "alice", Password = new Secret("p@ss w0rd") });

    public async Task<FrobError> FailAsync(string reply, int status = 200) => (await SignInAsync(reply, status)).Error!;
}
