using System.Text.Json;
using Auth.Frob.Cli.Output;
using Auth.Frob.Extensions.Grants;

namespace Auth.Frob.Cli.Commands;

/// <summary>Shows what is kept.</summary>
internal static class ListCommand
{
    public static ExampleCommand Create(Surroundings around)
    {
        var store = new StoreOptions();
        var json = CommandLineParts.Json();
        var command = new ExampleCommand(
            "list", "List the sign-ins that are kept, with what is known of them. Nothing is asked of the services.", "frob list", "frob list --json");
        store.AddTo(command);
        command.Options.Add(json);
        command.SetAction(async (parse, cancellationToken) =>
        {
            using var opened = await store.OpenAsync(parse, around, cancellationToken);
            var kept = await opened.Grants.ListAsync(null, cancellationToken);
            Write(new Screen(around), kept, opened.Directory, parse.GetValue(json));
            return ExitCode.Done;
        });
        return command;
    }

    private static void Write(Screen screen, IReadOnlyList<StoredGrant> kept, string directory, bool isJson)
    {
        if (isJson)
            screen.Line(KeptText.Json(kept, Write));
        else if (kept.Count == 0)
            screen.Prose($"No sign-in is kept in {directory}. Begin with frob login.");
        else
            screen.TableOrList("", ["Service", "Account", "Permissions", "Since (UTC)", "Health"], kept.Select(KeptText.Row));
    }

    private static void Write(Utf8JsonWriter json, StoredGrant kept)
    {
        json.WriteString("flow", kept.Grant?.Flow);
        json.WriteMembers("permissions", kept.Grant?.Permissions ?? Outcomes.Permissions.None);
        if (kept.Grant is { } grant)
            json.WriteString("since", grant.GrantedAt);
        else
            json.WriteNull("since");
        json.WriteString("health", KeptText.Word(kept.Health));
        json.WriteString("why", kept.Health.Why);
    }
}
