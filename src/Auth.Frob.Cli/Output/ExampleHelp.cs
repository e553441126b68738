using System.CommandLine;
using System.CommandLine.Invocation;
using Auth.Frob.Cli.Commands;

namespace Auth.Frob.Cli.Output;

/// <summary>Help that ends with lines to try.</summary>
internal sealed class ExampleHelp(SynchronousCommandLineAction help) : SynchronousCommandLineAction
{
    public const string Title = "Examples:";

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
            foreach (var example in command.Examples)
                output.WriteLine("  " + example);
        }
        return ExitCode.Done;
    }
}
