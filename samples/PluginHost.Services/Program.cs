using System.Text.Json;
using System.Runtime.InteropServices;
using Auth.Frob.Cli.Hosting;
using Auth.Frob.Ipernity.Simulator;
using Auth.Frob.LastFm.Simulator;
using Auth.Frob.Testing.Simulation;
using PluginHost.Services;

// The three services that the sample signs in to, simulated on this machine. Writes the host's settings, which hold throw-away keys, and takes the file away at its end.
if (args is not [var settings] || settings.StartsWith('-'))
{
    Console.Error.WriteLine("usage: PluginHost.Services SETTINGS.json   (writes the file; runs until Enter, Ctrl-C or the end of its input, and takes the file away)");
    return args is ["--help"] ? 0 : 2;
}

var app = new SimulatedApp(RandomTicket.Hex(32), RandomTicket.Hex(32)) { Callback = "http://127.0.0.1:9/back" };
var alice = new SimulatedUser("alice", RandomTicket.Base64Url(12)) { Id = RandomTicket.Digits(6) };
var gallery = new SimulatedGallery(app);
var lastFm = new SimulatedLastFm(new SimulatedLastFmOptions { Apps = [app], Users = [alice] });
var ipernity = new SimulatedIpernity(new SimulatedIpernityOptions { Apps = [app], Users = [alice] });
SimulatorRoute[] routes = [new(SimulatedGallery.Owns, gallery), .. Auth.Frob.Cli.Services.SimulatorRoutes(lastFm, ipernity)];
await using var host = await SimulatorHost.StartAsync(routes);

object Instance(params (string Name, string Path)[] addresses) => addresses.Select(a => (a.Name, new Uri(host.Address, a.Path).AbsoluteUri))
    .Prepend(("ApiKey", app.Key)).Append(("SharedSecret", app.Secret)).ToDictionary(static p => p.Item1, static p => p.Item2);

await File.WriteAllTextAsync(settings, JsonSerializer.Serialize(new
{
    Frob = new
    {
        AppName = "PluginHost",
        AppVersion = "1.0",
        lastfm = Instance(("api", "/2.0/"), ("consent", "/api/auth/")),
        ipernity = Instance(("api", "/api/"), ("consent", "/apps/authorize")),
        gallery = Instance(("api", "/gallery/api"), ("consent", "/gallery/allow")),
    },
    Ask = new { ipernity = new { doc = "write" } },
    Calls = new
    {
        lastfm = new Uri(host.Address, "/2.0/?method=user.getInfo&format=json"),
        ipernity = new Uri(host.Address, "/api/auth.checkToken/json"),
        gallery = new Uri(host.Address, "/gallery/api?method=getPictures"),
    },
}));
Console.WriteLine($"Three services at {host.Address}; Enter or Ctrl-C ends them; sign in as {alice.Name} with {alice.Password}");
using var stop = new CancellationTokenSource();
using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);
try
{
    // A console can't be asked to stop reading: the read is left behind, and ends with the process.
    await Task.Run(Console.In.ReadLine, stop.Token).WaitAsync(stop.Token);
}
catch (OperationCanceledException)
{
    // Ctrl-C is an end like Enter.
}
File.Delete(settings);
return 0;

void Stop(PosixSignalContext signal)
{
    signal.Cancel = true;
    stop.Cancel();
}
