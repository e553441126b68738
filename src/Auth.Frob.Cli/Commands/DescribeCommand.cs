using Auth.Frob.Cli.Output;

namespace Auth.Frob.Cli.Commands;

/// <summary>Shows a recipe: what is sent where, what is signed, what binds the answer to the question, and what each error means.</summary>
internal static class DescribeCommand
{
    public static ExampleCommand Create(Surroundings around)
    {
        var provider = CommandLineParts.Provider(around);
        var json = CommandLineParts.Json();
        var command = new ExampleCommand(
            "describe",
            "Show a provider's flows, calls, signature, binding, settings, permissions and errors.",
            $"frob describe {around.Providers[^1].Id}",
            $"frob describe {around.Providers[^1].Id} --json")
        {
            provider, json,
        };
        command.SetAction(parse =>
        {
            var known = around.Find(parse.GetRequiredValue(provider));
            if (parse.GetValue(json))
                around.Output.WriteLine(DescribeJson.Write(known));
            else
                Show(new Screen(around), known);
        });
        return command;
    }

    private static void Show(Screen screen, Hosting.KnownProvider known)
    {
        var recipe = known.Recipe;
        screen.Prose($"{recipe.DisplayName} ({recipe.Id}). Key and secret: {known.KeyVariable}, {known.SecretVariable}, or --api-key and --secret.");
        screen.Prose(known.KeysFrom);
        if (recipe.OnePendingPerKey)
            screen.Prose("This service keeps one pending frob per key: a second sign-in ends the first.");
        screen.Prose(recipe.RevokePage is { } page ? $"Users remove access at {page}" : "No page is known where users remove access.");
        screen.Line();
        screen.TableOrList("Flows", ["Flow", "Calls", "Consent", "Binding", "Returns by", "Signature"], recipe.Flows.Select(f => RecipeText.Flow(recipe, f)));
        screen.TableOrList("Calls", ["Flow", "Step", "Method", "Address", "Sends", "Reads"], RecipeText.Calls(recipe));
        screen.TableOrList("Settings (--set NAME=VALUE)", ["Name", "Kind", "Default", "Choices"], recipe.Settings.Select(RecipeText.Setting));
        if (recipe.Permissions is { } rule)
        {
            screen.TableOrList(
                "Permissions (--permission AREA=LEVEL)",
                ["Area", "Levels", "Sent as"],
                rule.Areas.Select(a => (string[])[a.Key, string.Join(", ", a.Value), RecipeText.PermissionName(rule, a.Key)]));
        }
        screen.TableOrList("Errors", ["Code", "Kind", "Meaning", "Retry helps", "Call"], RecipeText.Errors(recipe));
    }
}
