using System.CommandLine;

namespace Auth.Frob.Cli.Commands;

/// <summary>A subcommand with lines to try, which its help shows.</summary>
internal sealed class ExampleCommand(string name, string description, params IReadOnlyList<string> examples) : Command(name, description)
{
    /// <summary>The lines; the first can be tried as it is.</summary>
    public IReadOnlyList<string> Examples { get; } = examples;

    /// <summary>What must be so before the first line can succeed; null where it always does.</summary>
    public string? Before { get; set; }
}
