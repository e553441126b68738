using System.CommandLine;
using Auth.Frob.Cli.Hosting;
using Auth.Frob.Desktop;
using Auth.Frob.Errors;

namespace Auth.Frob.Cli.Commands;

/// <summary>Signs in at any server, and keeps the grant.</summary>
internal static class LoginCommand
{
    public static ExampleCommand Create(Surroundings around)
    {
        var options = new LoginOptions(around);
        var command = new ExampleCommand(
            "login",
            "Sign in and keep the grant. It says what is asked for, opens the service's page in your browser, waits, shows the account that it found, "
                + "and asks whether to keep it. Flows with a password take it from a prompt or from FROB_PASSWORD.",
            $"frob login {around.Providers[0].Id} --flow mobile --username alice --api http://127.0.0.1:8080/2.0/",
            $"frob login {around.Providers[0].Id}",
            $"frob login {around.Providers[0].Id} --no-browser --way enter --account alice")
        {
            Before = "after frob simulate --port 8080, with the variables that it prints",
        };
        options.AddTo(command);
        command.SetAction((parse, cancellationToken) => RunAsync(around, options, parse, cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(Surroundings around, LoginOptions options, ParseResult parse, CancellationToken cancellationToken)
    {
        List<string> faults = [];
        var order = options.Read(parse, faults);
        var (store, storeFault) = order.NeedsStore ? await OpenAsync(options, parse, cancellationToken) : (null, null);
        using var closing = store;
        order = order with
        {
            App = store is null ? order.App with { StoreFault = storeFault } : await order.App.CompletedAsync(store, cancellationToken),
        };
        using var clients = order.App.Build(around.Time, faults);
        var desktop = new DesktopSignIn
        {
            Screen = new LoginScreen(around, order.IsJson), Browser = around.Browser, Machine = around.Machine(), Time = around.Time,
        };
        var tried = await LoginTrial.FaultsAsync(order, desktop, cancellationToken);
        faults.AddRange(tried.Where(order.IsNew).Select(order.Sentence).Except(faults, StringComparer.Ordinal));
        if (clients is null || faults.Count > 0)
            throw CommandFailure.Usage(string.Join(" ", faults), LoginTrial.Remedy(order, desktop, tried));
        if (order.IsKept && storeFault is not null)
            throw LoginRun.NothingAsked(storeFault);
        try
        {
            return await new LoginRun(around, order, clients[order.App.Instance], store).RunAsync(desktop, cancellationToken);
        }
        catch (FrobUsageException usage)
        {
            throw CommandFailure.Usage(string.Join(" ", usage.Faults.Select(order.Sentence)), LoginTrial.Remedy(order, desktop, usage.Faults));
        }
    }

    // What is wrong with the command line is said first: a store that can't be opened waits.
    private static async Task<(CommandStore? Store, StoreException? Fault)> OpenAsync(
        LoginOptions options, ParseResult parse, CancellationToken cancellationToken)
    {
        try
        {
            return (await options.OpenAsync(parse, cancellationToken), null);
        }
        catch (StoreException fault)
        {
            return (null, fault);
        }
    }
}
