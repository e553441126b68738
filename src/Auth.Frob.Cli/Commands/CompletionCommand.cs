using System.CommandLine;
using Auth.Frob.Cli.Output;

namespace Auth.Frob.Cli.Commands;

/// <summary>Prints what makes a shell complete command lines of <c>frob</c>.</summary>
internal static class CompletionCommand
{
    public static ExampleCommand Create(Surroundings around)
    {
        string[] shells = [.. CompletionScript.All.Select(static s => s.Shell)];
        var shell = new Argument<string>("SHELL") { HelpName = "SHELL", Description = $"One of: {string.Join(", ", shells)}." };
        shell.CompletionSources.Add(shells);
        var json = CommandLineParts.Json();
        var command = new ExampleCommand(
            "completion",
            "Print a script that completes frob's commands, options and names in a shell; the script says where it goes. "
                + "Tried in bash, zsh and fish; the one for PowerShell is unverified.",
            "frob completion bash",
            "frob completion zsh",
            "frob completion fish")
        {
            shell, json,
        };
        command.SetAction(parse =>
        {
            var asked = parse.GetRequiredValue(shell);
            var (name, script) = CompletionScript.All.FirstOrDefault(s => string.Equals(s.Shell, asked, StringComparison.OrdinalIgnoreCase));
            if (name is null)
                throw CommandFailure.Usage(UsageText.NoSuch("shell", asked, shells), "Name one of these.");
            new Screen(around).Line(!parse.GetValue(json) ? script : JsonText.Object(json =>
            {
                json.WriteString("shell", name);
                json.WriteString("script", script);
            }));
        });
        return command;
    }
}
