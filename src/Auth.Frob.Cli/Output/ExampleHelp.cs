using System.CommandLine;
using System.CommandLine.Invocation;
using Auth.Frob.Cli.Commands;

namespace Auth.Frob.Cli.Output;

/// <summary>Help that ends with a line to try.</summary>
internal sealed class ExampleHelp(SynchronousCommandLineAction help) : SynchronousCommandLineAction
{
    public const string Title = "Example:";

    public override bool ClearsParseErrors => true;

    public override int Invoke(ParseResult parseResult)
    {
        help.Invoke(parseResult);
        if (parseResult.CommandResult.Command is ExampleCommand command)
        {
            var output = parseResult.InvocationConfiguration.Output;
            output.WriteLine(Title);
            if (command.Before is not null)
                output.WriteLine($"  # {command.Before}");
            output.WriteLine("  " + command.Example);
        }
        return ExitCode.Done;
    }
}
