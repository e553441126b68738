using Auth.Frob.LastFm;
using Auth.Frob.Outcomes;
using Auth.Frob.Recipes;
using Auth.Frob.Testing.Simulation;

namespace Auth.Frob.Desktop.Tests.SignIn;

/// <summary>A service that tells refusals in the redirect, which neither of the simulated ones does.</summary>
internal sealed class RefusingScene : IDisposable
{
    private readonly HttpMessageInvoker _transport;
    private readonly FrobClients _clients;

    public RefusingScene()
    {
        var web = (ConsentFlow)LastFmRecipe.Provider.FindFlow("web")!;
        var provider = LastFmRecipe.Provider with { Flows = [web with { Callback = web.Callback! with { Denied = ("denied", null) } }] };
        _transport = new HttpMessageInvoker(new SimulatedServiceHandler(Bench.LastFmService));
        var builder = new FrobBuilder().UseTransport(_transport).UseTime(Bench.Clock);
        builder.Add<LastFmOptions>(provider, static o =>
        {
            o.ApiKey = "00000000000000000000000000000001";
            o.SharedSecret = "x";
            o.AppName = "Tests";
            o.AppVersion = "1.0";
        });
        _clients = builder.Build();
    }

    public SignInBench Bench { get; } = new();

    public Task<FrobResult<Grant>> RunAsync() => Bench.RunAsync(_clients["lastfm"]);

    /// <summary>The callback with our state, as the consent page's address carries it.</summary>
    public async Task<Uri> CallbackAsync()
    {
        var asked = (await Bench.Screen.Shown).Address.Reveal().Query;
        var from = asked.IndexOf("cb=", StringComparison.Ordinal) + 3;
        return new Uri(Uri.UnescapeDataString(asked[from..].Split('&')[0]));
    }

    public void Dispose()
    {
        _clients.Dispose();
        _transport.Dispose();
        Bench.Dispose();
    }
}
