using Auth.Frob.Errors;
using System.CommandLine;
using System.CommandLine.Help;
using Auth.Frob.Cli.Commands;
using Auth.Frob.Cli.Output;

namespace Auth.Frob.Cli;

/// <summary>The whole command: parses, runs and turns every failure into one sentence, a remedy and an exit code.</summary>
internal static class FrobCommand
{
    private const string Description = "Try, sign, simulate and check frob sign-ins.\n\n" + ExitCode.Table;

    public static async Task<int> RunAsync(IReadOnlyList<string> args, Surroundings around, CancellationToken cancellationToken)
    {
        try
        {
            // Without response files: a value may begin with '@'.
            var parse = Root(around).Parse(args, new ParserConfiguration { ResponseFileTokenReplacer = null, EnablePosixBundling = false });
            if (parse.Errors.Count > 0)
                throw UsageText.Of(parse);
            var invocation = new InvocationConfiguration
            {
                Output = around.Output, Error = around.Error, EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null,
            };
            return await parse.InvokeAsync(invocation, cancellationToken);
        }
        catch (Exception fault)
        {
            var failure = Failure(fault, cancellationToken);
            FailureText.Write(around, failure, args.Contains("--json", StringComparer.Ordinal));
            return failure.ExitCode;
        }
    }

    /// <summary>The command and its subcommands.</summary>
    public static RootCommand Root(Surroundings around)
    {
        var root = new RootCommand(Description)
        {
            DemoCommand.Create(around),
            SimulateCommand.Create(around),
            SignCommand.Create(around),
            LoginCommand.Create(around),
            ReplayCommand.Create(around),
            CheckCommand.Create(around),
            DescribeCommand.Create(around),
        };
        var help = root.Options.OfType<HelpOption>().Single();
        help.Action = new ExampleHelp((HelpAction)help.Action!);
        return root;
    }

    private static CommandFailure Failure(Exception fault, CancellationToken cancellationToken) => fault switch
    {
        CommandFailure failure => failure,
        OperationCanceledException when cancellationToken.IsCancellationRequested => CommandFailure.Cancelled(),
        FrobUsageException usage => CommandFailure.Usage(string.Join(" ", usage.Faults.Select(static f => $"{f}."))),
        // The message of an exception that nobody foresaw may hold anything, a secret too.
        _ => new CommandFailure(
            ExitCode.Service, "Unexpected", $"frob failed in a way that it does not know: {fault.GetType().Name}.", "Please report it."),
    };
}
