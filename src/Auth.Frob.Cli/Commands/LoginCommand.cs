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
        var client = clients[order.Provider.Id];
        try
        {
            var grant = await new LoginFlow(client, order, around).RunAsync(cancellationToken);
            var verified = client.CanVerify(grant) ? await client.VerifyAsync(grant, cancellationToken) : null;
            GrantText.Write(new Screen(around), order, verified?.Value ?? grant, verified);
            return verified?.Error is { } error ? CommandFailure.From(error).ExitCode : ExitCode.Done;
        }
        catch (FrobUsageException usage)
        {
            throw CommandFailure.Usage(string.Join(" ", usage.Faults.Select(order.Sentence)), $"See frob describe {order.Provider.Id}.");
        }
    }
}
