using System.CommandLine;
using System.Globalization;
using Auth.Frob.Cli.Hosting;
using Auth.Frob.Cli.Output;

namespace Auth.Frob.Cli.Commands;

/// <summary>Runs simulated services until somebody stops them.</summary>
internal static class SimulateCommand
{
    private const string All = "all";

    public static ExampleCommand Create(Surroundings around)
    {
        string[] names = [.. Services.Simulators, All];
        var service = new Argument<string>("SERVICE")
        {
            HelpName = "SERVICE", Description = $"One of: {string.Join(", ", names)}.", DefaultValueFactory = static _ => All,
        };
        service.CompletionSources.Add(names);
        var port = CommandLineParts.Text("--port", "PORT", "The port on 127.0.0.1; 0, the default, is any free one.");
        var profile = CommandLineParts.Text("--profile", "PROFILE", $"Whose server: {string.Join(", ", Services.Profiles)}.");
        var strict = new Option<bool>("--strict") { Description = "Answer as documented, not as seen." };
        var callback = CommandLineParts.Text("--callback", "URL", "The callback registered with the key; by default a page of this listener.");
        var json = CommandLineParts.Json();
        var command = new ExampleCommand(
            "simulate",
            "Run simulated services on this machine until Ctrl-C, with credentials to throw away. A stop that was asked for exits with 0.",
            "frob simulate all --port 0 --json", "frob simulate --port 8080", "frob simulate --port 8080 --strict")
        {
            service, port, profile, strict, callback, json,
        };
        command.SetAction((parse, cancellationToken) =>
        {
            List<string> faults = [];
            var name = Known(parse.GetValue(service)!, "simulated service", names, faults);
            var order = new SimulationOrder
            {
                Services = name == All ? [] : [name],
                Profile = parse.GetValue(profile) is { } asked ? Known(asked, "profile", Services.Profiles, faults) : null,
                IsStrict = parse.GetValue(strict),
                Time = around.Time,
            };
            var at = Port(parse.GetValue(port) ?? "0", faults);
            var registered = Callback(parse.GetValue(callback), faults);
            Unfit(profile, parse.GetValue(profile), name, Services.WithProfiles, faults);
            Unfit(callback, registered, name, Services.WithRegisteredCallback, faults);
            return faults.Count > 0
                ? throw CommandFailure.Usage(string.Join(" ", faults))
                : RunAsync(around, order, (at, registered, parse.GetValue(json)), cancellationToken);
        });
        return command;
    }

    private static async Task<int> RunAsync(
        Surroundings around, SimulationOrder order, (int Port, string? Callback, bool IsJson) options, CancellationToken cancellationToken)
    {
        var sites = around.Simulate(order);
        await using var host = await StartAsync(sites, options.Port, cancellationToken);
        var callback = options.Callback ?? new Uri(host.Address, SimulatorPages.CallbackPath).AbsoluteUri;
        sites = [.. sites.Select(s => s.WithCallback(callback))];
        SimulationText.Write(new Screen(around), sites, host.Address, options.IsJson);
        var stopped = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using var stop = cancellationToken.Register(() => stopped.TrySetResult());
        await stopped.Task;
        return ExitCode.Done;
    }

    private static async Task<SimulatorHost> StartAsync(IReadOnlyList<SimulatedSite> sites, int port, CancellationToken cancellationToken)
    {
        try
        {
            var pages = new SimulatorPages(sites);
            SimulatorRoute[] routes = [.. sites.Select(static s => s.Route)];
            return await SimulatorHost.StartAsync(routes, port, c => pages.AnswerAsync(c, c.RequestAborted), cancellationToken);
        }
        catch (Exception fault) when (fault is IOException or System.Net.Sockets.SocketException)
        {
            throw CommandFailure.Usage(
                $"Port {port} can't be listened on: it is taken, or not allowed.", "Choose another --port, or 0 for any free one.");
        }
    }

    private static string Known(string asked, string what, IEnumerable<string> there, List<string> faults)
    {
        if (there.FirstOrDefault(name => string.Equals(name, asked, StringComparison.OrdinalIgnoreCase)) is { } known)
            return known;
        faults.Add(UsageText.NoSuch(what, asked, there));
        return asked;
    }

    private static void Unfit(Option option, string? given, string service, IReadOnlyList<string> fit, List<string> faults)
    {
        if (given is not null && Services.Simulators.Contains(service, StringComparer.Ordinal) && !fit.Contains(service, StringComparer.Ordinal))
            faults.Add($"{option.Name} does not apply to {service}; it is for: {string.Join(", ", fit)}.");
    }

    private static int Port(string text, List<string> faults)
    {
        if (!int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var port) || port > ushort.MaxValue)
            faults.Add("--port takes a number from 0 to 65535.");
        return port;
    }

    private static string? Callback(string? text, List<string> faults)
    {
        if (text is not null && !Uri.TryCreate(text, UriKind.Absolute, out _))
            faults.Add("--callback takes an absolute address.");
        return text;
    }
}
