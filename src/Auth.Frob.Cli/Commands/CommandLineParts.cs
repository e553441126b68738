using System.CommandLine;
using Auth.Frob.Cli.Hosting;
using Auth.Frob.Cli.Output;

namespace Auth.Frob.Cli.Commands;

/// <summary>Arguments and options that several commands have.</summary>
internal static class CommandLineParts
{
    public static Option<bool> Json() => new("--json") { Description = "Write JSON to standard output." };

    public static Option<string?> Text(string name, string value, string description) =>
        new(name) { HelpName = value, Description = description };

    public static Option<string[]> Many(string name, string value, string description) =>
        new(name) { HelpName = value, Description = description, DefaultValueFactory = static _ => [] };

    public static Argument<string> Provider(Surroundings around)
    {
        var ids = around.Providers.Select(static p => p.Id).ToArray();
        var argument = new Argument<string>("PROVIDER") { HelpName = "PROVIDER", Description = $"One of: {string.Join(", ", ids)}." };
        argument.CompletionSources.Add(ids);
        return argument;
    }

    /// <summary>A provider that need not be named.</summary>
    public static Argument<string?> AnyProvider(Surroundings around)
    {
        var ids = around.Providers.Select(static p => p.Id).ToArray();
        var argument = new Argument<string?>("PROVIDER")
        {
            HelpName = "PROVIDER", Description = $"One of: {string.Join(", ", ids)}; by default all.", Arity = ArgumentArity.ZeroOrOne,
        };
        argument.CompletionSources.Add(ids);
        return argument;
    }

    public static Option<string?> Account() => Text("--account", "NAME", "The account, by its name or id, where several are kept.");

    public static Option<string?> Name() => Text("--name", "NAME", "The instance, if it was signed in to under a name of its own.");

    public static KnownProvider Find(this Surroundings around, string id) =>
        around.Providers.FirstOrDefault(p => string.Equals(p.Id, id, StringComparison.OrdinalIgnoreCase))
        ?? throw CommandFailure.Usage(UsageText.NoSuch("provider", id, around.Providers.Select(static p => p.Id)), "Name one of these.");

    /// <summary>Splits what was given as NAME=VALUE; a value that is not of this form becomes a fault, without the value.</summary>
    public static List<(string Name, string Value)> Pairs(string option, IEnumerable<string> given, List<string> faults)
    {
        List<(string Name, string Value)> pairs = [];
        foreach (var text in given)
        {
            var equals = text.IndexOf('=', StringComparison.Ordinal);
            if (equals > 0)
                pairs.Add((text[..equals], text[(equals + 1)..]));
            else
                faults.Add($"{option} takes NAME=VALUE.");
        }
        faults.AddRange(pairs.GroupBy(static p => p.Name).Where(static g => g.Count() > 1).Select(g => $"{option} names '{g.Key}' twice."));
        return pairs;
    }
}
