using Auth.Frob.Errors;
using System.CommandLine;
using System.CommandLine.Help;
using Auth.Frob.Cli.Commands;
using Auth.Frob.Cli.Output;
using Auth.Frob.Desktop;

namespace Auth.Frob.Cli;

/// <summary>The whole command: parses, runs and turns every failure into one sentence, a remedy and an exit code.</summary>
internal static class FrobCommand
{
    private const string Description = "Try, sign, simulate and check frob sign-ins.\n\n" + ExitCode.Table;

    public static async Task<int> RunAsync(IReadOnlyList<string> args, Surroundings around, CancellationToken cancellationToken)
    {
        var command = "";
        try
        {
            // Without response files: a value may begin with '@'.
            var parse = Root(around).Parse(Asked(args), new ParserConfiguration { ResponseFileTokenReplacer = null, EnablePosixBundling = false });
            command = parse.CommandResult.Command is ExampleCommand known ? known.Name : "";
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
            failure = command.Length > 0 ? failure.Of(command) : failure;
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
            ListCommand.Create(around),
            WhoamiCommand.Create(around),
            VerifyCommand.Create(around),
            LogoutCommand.Create(around),
            ExportCommand.Create(around),
            ConfigureCommand.Create(around),
            CallCommand.Create(around),
            ReplayCommand.Create(around),
            CheckCommand.Create(around),
            DescribeCommand.Create(around),
            DoctorCommand.Create(around),
            ProvidersCommand.Create(around),
            CompletionCommand.Create(around),
        };
        var help = root.Options.OfType<HelpOption>().Single();
        // No shell but the oldest writes options so, and completion would offer them.
        help.Aliases.Remove("/h");
        help.Aliases.Remove("/?");
        help.Action = new ExampleHelp((HelpAction)help.Action!);
        return root;
    }

    private static IReadOnlyList<string> Asked(IReadOnlyList<string> args) =>
        args is ["help", ..] ? [.. args.Skip(1), "--help"] : args;

    private static CommandFailure Failure(Exception fault, CancellationToken cancellationToken) => fault switch
    {
        CommandFailure failure => failure,
        OperationCanceledException when cancellationToken.IsCancellationRequested => CommandFailure.Cancelled(),
        FrobUsageException usage => CommandFailure.Usage(string.Join(" ", usage.Faults.Select(static f => $"{f}."))),
        StoreException store => new CommandFailure(ExitCode.Store, "Store", store.Message, store.Remedy),
        IOException or UnauthorizedAccessException => new CommandFailure(
            ExitCode.Usage,
            "Output",
            "What frob has to say could not be written: the disk is full, or nothing may be written there.",
            "Send its output elsewhere."),
        // The message of an exception that nobody foresaw may hold anything, a secret too.
        _ => new CommandFailure(
            ExitCode.Service, "Unexpected", $"frob failed in a way that it does not know: {fault.GetType().Name}.", "Please report it."),
    };
}
