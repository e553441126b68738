using Auth.Frob.Errors;
using System.CommandLine;
using Auth.Frob.Cli.Output;

namespace Auth.Frob.Cli.Commands;

/// <summary>Signs in at any server.</summary>
internal static class LoginCommand
{
    public static ExampleCommand Create(Surroundings around)
    {
        var options = new LoginOptions(around);
        var command = new ExampleCommand(
            "login",
            "Sign in by a flow and show the grant. Desktop flows wait for you, web flows ask for the address that your browser was sent to, "
                + "the others ask for your password (or take it from FROB_PASSWORD).",
            $"frob login {around.Providers[0].Id} --flow mobile --username alice --api http://127.0.0.1:8080/2.0/")
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
        var order = options.Read(parse, around, faults);
        using var clients = order.Build(around.Time, faults);
        var tried = await LoginTrial.FaultsAsync(order, around.Environment("FROB_PASSWORD"), cancellationToken);
        faults.AddRange(tried.Where(order.IsNew).Select(order.Sentence).Except(faults, StringComparer.Ordinal));
        if (clients is null || faults.Count > 0)
            throw CommandFailure.Usage(string.Join(" ", faults), $"See frob describe {order.Provider.Id} and frob login --help.");
        try
        {
            return await RunAsync(around, order, clients[order.Provider.Id], cancellationToken);
        }
        catch (FrobUsageException usage)
        {
            throw CommandFailure.Usage(string.Join(" ", usage.Faults.Select(order.Sentence)), $"See frob describe {order.Provider.Id}.");
        }
    }

    private static async Task<int> RunAsync(Surroundings around, LoginOrder order, FrobClient client, CancellationToken cancellationToken)
    {
        var grant = await new LoginFlow(client, order, around).RunAsync(cancellationToken);
        var verified = client.CanVerify(grant) ? await client.VerifyAsync(grant, cancellationToken) : null;
        var failure = verified?.Error is { } error ? CommandFailure.From(error) : null;
        GrantText.Write(new Screen(around), order, verified?.Value ?? grant, (verified is not null, failure));
        if (failure is not null && !order.IsJson)
            FailureText.Write(around, failure, isJson: false);
        return failure?.ExitCode ?? ExitCode.Done;
    }
}
