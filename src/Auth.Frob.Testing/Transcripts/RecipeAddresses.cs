using Auth.Frob.Errors;
using Auth.Frob.Recipes;
using Auth.Frob.Slots;

namespace Auth.Frob.Testing.Transcripts;

/// <summary>Every address and every error table of a recipe.</summary>
internal static class RecipeAddresses
{
    public static IEnumerable<(string Place, string Address)> Of(FrobProvider provider)
    {
        foreach (var setting in provider.Settings)
        {
            if (setting is { Kind: SettingKind.Address, Default: { } address })
                yield return ($"the setting '{setting.Slot.Name}'", address);
        }
        if (provider.RevokePage is { } page)
            yield return ("the revoke page", page.OriginalString);
        foreach (var call in Calls(provider))
            yield return ($"the address of {call.ApiMethod ?? "a call"}", Filled(provider, call.Endpoint));
        foreach (var flow in provider.Flows.OfType<ConsentFlow>())
            yield return ($"the consent address of '{flow.Name}'", Filled(provider, flow.Consent.Template));
    }

    public static IEnumerable<ErrorMap> ErrorMaps(FrobProvider provider) =>
        Calls(provider).Select(static c => c.Errors).Append(provider.Errors).OfType<ErrorMap>();

    private static IEnumerable<ApiCall> Calls(FrobProvider provider) => provider.Flows
        .SelectMany(static f => f.Prepare.Concat(f.Exchange).Append(f.Verify))
        .Append(provider.Verify)
        .OfType<ApiCall>();

    // An address that a reply brings is checked where it arrives.
    private static string Filled(FrobProvider provider, string template)
    {
        foreach (var setting in provider.Settings)
            template = template.Replace($"{{+{setting.Slot.Name}}}", setting.Default, StringComparison.Ordinal);
        return template.StartsWith($"{{+{Slot.ConsentUri.Name}}}", StringComparison.Ordinal) ? "https://" : template;
    }
}
