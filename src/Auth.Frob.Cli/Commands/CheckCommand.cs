using System.Collections.Immutable;
using Auth.Frob.Cli.Output;
using Auth.Frob.Recipes;

namespace Auth.Frob.Cli.Commands;

/// <summary>Proves every recipe without a network.</summary>
internal static class CheckCommand
{
    public static ExampleCommand Create(Surroundings around)
    {
        var json = CommandLineParts.Json();
        var command = new ExampleCommand("check", "Check every provider's recipe for faults, without a network.", "frob check", "frob check --json") { json };
        command.SetAction(parse => Run(around, parse.GetValue(json)));
        return command;
    }

    private static int Run(Surroundings around, bool isJson)
    {
        var checks = around.Providers.Select(static p => (p.Recipe, Faults: FlowCheck.Check(p.Recipe))).ToArray();
        if (isJson)
            around.Output.WriteLine(Json(checks));
        else
            Table(new Screen(around), checks);
        return checks.All(static c => c.Faults.IsEmpty) ? ExitCode.Done : ExitCode.Differs;
    }

    private static void Table(Screen screen, (FrobProvider Recipe, ImmutableArray<string> Faults)[] checks) => screen.Table(
        "",
        ["Provider", "Flows", "Faults"],
        checks.Select(static c => (string[])
        [
            c.Recipe.Id,
            string.Join(", ", c.Recipe.Flows.Select(static f => f.Name)),
            c.Faults.IsEmpty ? "none" : string.Join("\n", c.Faults),
        ]));

    private static string Json((FrobProvider Recipe, ImmutableArray<string> Faults)[] checks) => JsonText.Write(json =>
    {
        json.WriteStartArray();
        foreach (var (recipe, faults) in checks)
        {
            json.WriteStartObject();
            json.WriteString("provider", recipe.Id);
            json.WriteBoolean("ok", faults.IsEmpty);
            json.WriteArray("faults", faults, json.WriteStringValue);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    });
}
