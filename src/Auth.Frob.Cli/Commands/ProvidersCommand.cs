using System.Text.Json;
using Auth.Frob.Cli.Hosting;
using Auth.Frob.Cli.Output;

namespace Auth.Frob.Cli.Commands;

/// <summary>Lists the providers, and whether there is a key for each.</summary>
internal static class ProvidersCommand
{
    private static readonly string[] Columns =
        ["Provider", "Name", "Flows (ways back)", "Permissions", "Verify", "Revoke page", "Keys from", "Key and secret"];

    public static ExampleCommand Create(Surroundings around)
    {
        var store = new StoreOptions();
        var json = CommandLineParts.Json();
        var command = new ExampleCommand(
            "providers", "List the providers: their flows, how each learns of the consent, and where their keys come from.", "frob providers",
            "frob providers --json")
        {
            json,
        };
        store.AddTo(command);
        command.SetAction(async (parse, cancellationToken) =>
        {
            using var kept = await TriedStore.OfAsync(token => store.OpenAsync(parse, around.Unasked(), token), cancellationToken);
            List<(KnownProvider Known, AppKeyPlace Place)> rows = [];
            foreach (var known in around.Providers)
                rows.Add((known, await AppKeyPlace.OfAsync(around, kept, new AppOrder { Provider = known }, cancellationToken)));
            Write(new Screen(around), rows, parse.GetValue(json));
            return ExitCode.Done;
        });
        return command;
    }

    private static void Write(Screen screen, List<(KnownProvider Known, AppKeyPlace Place)> rows, bool isJson)
    {
        if (isJson)
        {
            screen.Line(JsonText.Write(json =>
            {
                json.WriteStartArray();
                foreach (var (known, place) in rows)
                    Members(json, known, place);
                json.WriteEndArray();
            }));
            return;
        }
        screen.TableOrList("", Columns, rows.Select(static r => Row(r.Known, r.Place)));
        if (rows.Select(static r => r.Place.Fault).FirstOrDefault(static f => f is not null) is { } fault)
            screen.Aside($"Keys that frob configure kept are not looked at: {fault.Message} {fault.Remedy}");
    }

    private static string[] Row(KnownProvider known, AppKeyPlace place) =>
    [
        known.Id,
        known.Recipe.DisplayName,
        string.Join("\n", known.Recipe.Flows.Select(static f => $"{f.Name} ({string.Join(", ", ProviderText.Ways(f))})")),
        ProviderText.Permissions(known.Recipe),
        ProviderText.Verify(known.Recipe) ?? "-",
        known.Recipe.RevokePage?.AbsoluteUri ?? "-",
        known.KeyPage?.AbsoluteUri ?? (known.TakesAnyKey ? "takes any" : "-"),
        $"{Said(place.Key, known.KeyVariable)}\n{Said(place.Secret, known.SecretVariable)}",
    ];

    private static string Said(string? place, string variable) => place is null ? $"no {variable}" : $"yes: {place}";

    private static void Members(Utf8JsonWriter json, KnownProvider known, AppKeyPlace place)
    {
        json.WriteStartObject();
        json.WriteString("provider", known.Id);
        json.WriteString("name", known.Recipe.DisplayName);
        json.WriteArray("flows", known.Recipe.Flows, flow =>
        {
            json.WriteStartObject();
            json.WriteString("flow", flow.Name);
            json.WriteArray("ways", ProviderText.Ways(flow), json.WriteStringValue);
            json.WriteEndObject();
        });
        json.WriteString("permissions", ProviderText.Permissions(known.Recipe));
        json.WriteString("verify", ProviderText.Verify(known.Recipe));
        json.WriteString("revokePage", known.Recipe.RevokePage?.AbsoluteUri);
        json.WriteString("keyPage", known.KeyPage?.AbsoluteUri);
        json.WriteBoolean("takesAnyKey", known.TakesAnyKey);
        json.WriteString("keyVariable", known.KeyVariable);
        json.WriteString("secretVariable", known.SecretVariable);
        json.WriteString("keyFrom", place.Key);
        json.WriteString("secretFrom", place.Secret);
        json.WriteEndObject();
    }
}
