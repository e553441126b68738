using System.Collections.Immutable;
using System.Text.Json;
using Auth.Frob.Cli.Hosting;
using Auth.Frob.Cli.Output;
using Auth.Frob.Recipes;

namespace Auth.Frob.Cli.Commands;

/// <summary>A recipe as one JSON object.</summary>
internal static class DescribeJson
{
    public static string Write(KnownProvider known) => JsonText.Object(json =>
    {
        var recipe = known.Recipe;
        json.WriteString("provider", recipe.Id);
        json.WriteString("name", recipe.DisplayName);
        json.WriteString("keyVariable", known.KeyVariable);
        json.WriteString("secretVariable", known.SecretVariable);
        json.WriteBoolean("onePendingPerKey", recipe.OnePendingPerKey);
        json.WriteString("revokePage", recipe.RevokePage?.AbsoluteUri);
        json.WriteArray("flows", recipe.Flows, flow => Flow(json, recipe, flow));
        json.WriteArray("settings", recipe.Settings, setting => Setting(json, setting));
        json.WriteStartObject("permissions");
        if (recipe.Permissions is { } rule)
        {
            foreach (var (area, levels) in rule.Areas)
                json.WriteArray(area, levels, json.WriteStringValue);
        }
        json.WriteEndObject();
        json.WriteArray("errors", RecipeText.Errors(recipe), row => Object(json, () =>
        {
            json.WriteString("code", row[0]);
            json.WriteString("kind", row[1]);
            json.WriteString("meaning", row[2]);
            json.WriteString("call", row[4]);
        }));
    });

    private static void Flow(Utf8JsonWriter json, FrobProvider recipe, FrobFlow flow) => Object(json, () =>
    {
        var consent = flow as ConsentFlow;
        json.WriteString("flow", flow.Name);
        json.WriteString("summary", flow.Summary);
        json.WriteString("signature", RecipeText.Signature(flow.Signer ?? recipe.Signer));
        json.WriteString("binding", consent?.Binding.ToString());
        json.WriteString("consent", consent?.Consent.Template);
        json.WriteString("returnsBy", consent is null ? null : RecipeText.Return(consent));
        var verify = flow.Verify ?? recipe.Verify;
        var calls = flow.Prepare.Select(static c => (Step: "begin", Call: c))
            .Concat(flow.Exchange.Select(static c => (Step: "exchange", Call: c)));
        json.WriteArray("calls", verify is null ? calls : calls.Append((Step: "verify", Call: verify)), c => Call(json, c.Step, c.Call));
    });

    private static void Call(Utf8JsonWriter json, string step, ApiCall call) => Object(json, () =>
    {
        json.WriteString("step", step);
        json.WriteString("method", call.ApiMethod);
        json.WriteString("http", call.Method.Method);
        json.WriteString("address", call.Endpoint);
        json.WriteBoolean("signed", call.Signed);
        json.WriteArray("sends", RecipeText.Sent(call), p => json.WriteStringValue(p.Name));
        json.WriteArray("reads", call.Reads, r => json.WriteStringValue(r.Slot.Name));
    });

    private static void Setting(Utf8JsonWriter json, Setting setting) => Object(json, () =>
    {
        json.WriteString("name", setting.Slot.Name);
        json.WriteString("kind", setting.Kind.ToString());
        json.WriteString("default", setting.Default);
        json.WriteArray("choices", setting.Choices.IsDefault ? ImmutableArray<string>.Empty : setting.Choices, json.WriteStringValue);
    });

    private static void Object(Utf8JsonWriter json, Action members)
    {
        json.WriteStartObject();
        members();
        json.WriteEndObject();
    }
}
