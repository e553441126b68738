using Auth.Frob.Cli.Hosting;
using Auth.Frob.Desktop.Machines;
using Auth.Frob.Desktop.Storage;
using Auth.Frob.Testing.Simulation;

namespace Auth.Frob.Cli.Tests;

/// <summary>Runs the command in this process.</summary>
internal sealed class CommandBench : IDisposable
{
    /// <summary>So many times faster may a command's clock run: half a minute for a call is still long enough for a machine that is busy.</summary>
    public const int Hurry = 5;

    private readonly CancellationTokenSource _stop = new();

    public CommandBench() => Around = new Surroundings
    {
        Output = Output,
        Error = Error,
        Input = Input,
        Environment = name => Variables.GetValueOrDefault(name),
        Machine = () => new DesktopMachine { CanAsk = true },
        Browser = Opened,
        OpenStore = (order, _) => ValueTask.FromResult(
            new CommandStore(new FileStoreOptions { Directory = order.Directory ?? Store, Keys = [Key], Time = order.Time })),
    };

    /// <summary>The directory of the store; gone with the bench.</summary>
    public string Store { get; } = Directory.CreateTempSubdirectory("frob-cli-").FullName;

    public KeyInMemory Key { get; init; } = new();

    /// <summary>The pages that were opened.</summary>
    public OpenedPages Opened { get; } = new();

    /// <summary>Opens the store as the command does.</summary>
    public CommandStore OpenStore() => new(new FileStoreOptions { Directory = Store, Keys = [Key], Time = Around.Time });

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
        Output.Begin();
        Error.Begin();
        try
        {
            var exit = await FrobCommand.RunAsync(args, Around, _stop.Token);
            return new Ran(exit, Output.ToString(), Error.ToString());
        }
        finally
        {
            Output.End();
            Error.End();
        }
    }

    public void Interrupt() => _stop.Cancel();

    /// <summary>The same person's next command.</summary>
    public CommandBench Next() => new() { Key = Key, Variables = { ["FROB_STORE"] = Variables.GetValueOrDefault("FROB_STORE", Store) } };

    public void Dispose()
    {
        _stop.Dispose();
        Directory.Delete(Store, recursive: true);
    }

    /// <summary>What the person does who is shown a consent address: allows, and says where the browser was sent to.</summary>
    public static async Task<Uri?> AllowAsync(SimulatedSite site, string address)
    {
        using var browser = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false });
        return (await new PageVisitor(browser, site.User.Name, site.User.Password).VisitAsync(new Uri(address))).Redirect;
    }
}
