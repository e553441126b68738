using Auth.Frob.Cli.Hosting;
using Auth.Frob.Desktop.Keys;
using Auth.Frob.Desktop.Storage;
using Auth.Frob.Testing.Simulation;

namespace Auth.Frob.Cli.Tests;

/// <summary>Runs the command in this process.</summary>
internal sealed class CommandBench : IDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly Lazy<string> _directory = new(static () => Directory.CreateTempSubdirectory("frob-store-").FullName);

    public CommandBench() => Around = new Surroundings
    {
        Output = Output, Error = Error, Input = Input, Environment = name => Variables.GetValueOrDefault(name), OpenStore = (_, _) => ValueTask.FromResult(Store()),
    };

    /// <summary>A store of this bench's own, made when it is first asked for.</summary>
    public CommandStore Store() => new(new FileStoreOptions { Directory = _directory.Value, Keys = [new KeyFileSource(Path.Combine(_directory.Value, "key"))], Time = Around.Time });

    public SeenLines Output { get; } = new();

    public SeenLines Error { get; } = new();

    public TypedLines Input { get; } = new();

    public Dictionary<string, string> Variables { get; } = [];

    public Surroundings Around { get; set; }

    public static async Task<Ran> RunAsync(params string[] args)
    {
        using var bench = new CommandBench();
        bench.Input.End();
        return await bench.StartAsync(args);
    }

    public async Task<Ran> StartAsync(params string[] args)
    {
        var exit = await FrobCommand.RunAsync(args, Around, _stop.Token);
        return new Ran(exit, Output.ToString(), Error.ToString());
    }

    public void Interrupt() => _stop.Cancel();

    public void Dispose()
    {
        _stop.Dispose();
        if (_directory.IsValueCreated)
            Directory.Delete(_directory.Value, recursive: true);
    }

    /// <summary>What the person does who is shown a consent address: allows, and says where the browser was sent to.</summary>
    public static async Task<Uri?> AllowAsync(SimulatedSite site, string address)
    {
        using var browser = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false });
        return (await new PageVisitor(browser, site.User.Name, site.User.Password).VisitAsync(new Uri(address))).Redirect;
    }
}
