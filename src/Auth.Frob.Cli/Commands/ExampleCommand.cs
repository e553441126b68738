using System.CommandLine;

namespace Auth.Frob.Cli.Commands;

/// <summary>A subcommand with a line to try, which its help shows.</summary>
internal sealed class ExampleCommand(string name, string description, string example) : Command(name, description)
{
    public string Example { get; } = example;

    /// <summary>What must be so before the line can succeed; null where it always does.</summary>
    public string? Before { get; set; }
}
