using System.CommandLine;
using System.CommandLine.Completions;
using System.CommandLine.Parsing;
using System.Text.RegularExpressions;

namespace Auth.Frob.Cli.Output;

/// <summary>What is wrong with a command line, all at once, without the values on it: one of them may be a secret.</summary>
internal static partial class UsageText
{
    public static CommandFailure Of(ParseResult parse)
    {
        var command = parse.CommandResult.Command;
        List<string> faults = [.. parse.UnmatchedTokens.Select(token => Unknown(token, command)).Distinct(StringComparer.Ordinal)];
        foreach (var error in parse.Errors)
        {
            var fault = error.SymbolResult switch
            {
                OptionResult { Option: var option, Tokens.Count: 0 } => $"{option.Name} needs a value.",
                OptionResult { Option: var option } => $"{option.Name} is given in a way that can't be read; it takes one value.",
                ArgumentResult { Argument: var argument } => Missing(argument),
                _ when faults.Count == 0 => command.Subcommands.Count > 0 ? "A command is missing." : "The command line can't be read.",
                _ => null,
            };
            if (fault is not null && !faults.Contains(fault, StringComparer.Ordinal))
                faults.Add(fault);
        }
        return CommandFailure.Usage(string.Join(" ", faults), There(command));
    }

    /// <summary>Names what is there, for somebody who asked for something else.</summary>
    public static string NoSuch(string what, string asked, IEnumerable<string> there) => NoSuch(what, asked, [.. there]);

    private static string NoSuch(string what, string asked, string[] there) =>
        $"There is no {what}{(ShortName().IsMatch(asked) ? $" '{asked}'" : " of that name")}; there are: {string.Join(", ", there)}."
            + NearestName.Asked(asked, there);

    private static string Unknown(string token, Command command)
    {
        var name = token.Split('=', ':')[0];
        return LongOption().IsMatch(name)
            ? $"There is no option {name}.{NearestName.Asked(name, command.Options.Select(static o => o.Name))}"
            : command.Subcommands.Count > 0 ? NoSuch("command", token, command.Subcommands.Select(static c => c.Name))
            : "There is an argument too many.";
    }

    private static string Missing(Argument argument)
    {
        var choices = argument.GetCompletions(CompletionContext.Empty).Select(static c => c.Label).ToArray();
        var there = choices.Length > 0 ? $"; there are: {string.Join(", ", choices)}" : "";
        return $"{argument.HelpName ?? argument.Name} is missing{there}.";
    }

    private static string There(Command command) => command.Subcommands.Count > 0
        ? $"Commands: {string.Join(", ", command.Subcommands.Select(static c => c.Name))}. See frob --help."
        : $"Options of frob {command.Name}: {string.Join(", ", command.Options.Select(static o => o.Name))}. See frob {command.Name} --help.";

    [GeneratedRegex("^--[a-z][a-z-]{0,30}$")]
    private static partial Regex LongOption();

    [GeneratedRegex("^[a-z][a-z0-9-]{0,19}$")]
    private static partial Regex ShortName();
}
