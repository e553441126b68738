using Auth.Frob.Cli.Hosting;
using Auth.Frob.Desktop.Browsers;
using Auth.Frob.Desktop.Keys;
using Auth.Frob.Desktop.Machines;
using Auth.Frob.Desktop.Screens;

namespace Auth.Frob.Cli;

/// <summary>All that a command takes from outside: streams, environment, clock and the services it knows.</summary>
internal sealed record Surroundings
{
    public required TextWriter Output { get; init; }

    public required TextWriter Error { get; init; }

    public required TextReader Input { get; init; }

    /// <summary>Reads a line without showing it; null where there is no terminal to hide it on.</summary>
    public Func<string?>? ReadHidden { get; init; }

    /// <summary>Whether a person sits at the keyboard, who can be asked.</summary>
    public bool HasKeyboard => ReadHidden is not null;

    /// <summary>Has the terminal show nothing of what is typed from now on, as it must before a question is asked whose answer is hidden.</summary>
    public Action Hide { get; init; } = static () => { };

    /// <summary>Whether the output may be coloured.</summary>
    public bool IsColoured { get; init; }

    /// <summary>How many columns the terminal has that the output is shown on; null where it is piped.</summary>
    public int? Columns { get; init; }

    /// <summary>The same of standard error.</summary>
    public int? ErrorColumns { get; init; }

    public Func<string, string?> Environment { get; init; } = static _ => null;

    /// <summary>A variable; null where it is not set, or set to nothing, which is how a shell takes one away for a single command.</summary>
    public string? Variable(string name) => Environment(name) is { Length: > 0 } value ? value : null;

    public TimeProvider Time { get; init; } = TimeProvider.System;

    public IReadOnlyList<KnownProvider> Providers { get; init; } = Services.Providers;

    /// <summary>Makes simulated services with throw-away credentials.</summary>
    public Func<SimulationOrder, IReadOnlyList<SimulatedSite>> Simulate { get; init; } = Services.Simulate;

    /// <summary>Looks at what the machine can do.</summary>
    public Func<DesktopMachine> Machine { get; init; } = DesktopMachine.Detect;

    /// <summary>Opens pages for the person.</summary>
    public PageOpener Browser { get; init; } = new SystemBrowser();

    /// <summary>The system's keyring.</summary>
    public Func<KeyringSource> Keyring { get; init; } = static () => KeySources.OfPlatform();

    /// <summary>Opens what grants and keys are kept in.</summary>
    public Func<StoreOrder, CancellationToken, ValueTask<CommandStore>> OpenStore { get; init; } = CommandStore.OpenAsync;

    /// <summary>The same with nobody who could be asked: a question finds no answer, and is not shown.</summary>
    public Surroundings Unasked() => this with { ReadHidden = null, Hide = static () => { }, Input = TextReader.Null, Error = TextWriter.Null };

    public static Surroundings OfTheProcess()
    {
        // The console as the library's own screen has it.
        var terminal = new TerminalScreen();
        return new Surroundings
        {
            Output = Console.Out,
            Error = Console.Error,
            Input = Console.In,
            ReadHidden = terminal.ReadHidden,
            Hide = terminal.Hide,
            IsColoured = !Console.IsOutputRedirected && string.IsNullOrEmpty(System.Environment.GetEnvironmentVariable("NO_COLOR")),
            Columns = Console.IsOutputRedirected ? null : Width(),
            ErrorColumns = terminal.Columns,
            Environment = System.Environment.GetEnvironmentVariable,
        };
    }

    private static int Width()
    {
        const int Usual = 80;
        try
        {
            return Console.WindowWidth is var width and > 0 ? width : Usual;
        }
        catch (IOException)
        {
            return Usual;
        }
    }
}
