using Auth.Frob.Recipes;
using Auth.Frob.Signing;

namespace Auth.Frob.Internal;

/// <summary>Every parameter name that a recipe sends by itself.</summary>
internal static class SentNames
{
    public static HashSet<string> Of(FrobProvider provider)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        AddSigner(names, provider.Signer);
        AddUse(names, provider.Use);
        AddCall(names, provider.Verify);
        foreach (var flow in provider.Flows)
        {
            AddSigner(names, flow.Signer);
            AddUse(names, flow.Use);
            AddCall(names, flow.Verify);
            foreach (var call in flow.Prepare.Concat(flow.Exchange))
                AddCall(names, call);
            if (flow is ConsentFlow consent)
                AddLink(names, consent, provider.Permissions);
        }
        return names;
    }

    private static void AddLink(HashSet<string> names, ConsentFlow flow, PermissionRule? rule)
    {
        names.UnionWith(flow.Consent.Query.Select(static p => p.Name));
        if (flow.Callback is { State: StatePlace.InConsentAddress } callback)
            names.Add(callback.StateName);
        if (rule is not null && flow.Consent.CarriesPermissions)
            names.UnionWith(rule.Style == PermissionStyle.PerArea ? rule.Areas.Keys.Select(a => rule.Name + a) : [rule.Name]);
    }

    private static void AddCall(HashSet<string> names, ApiCall? call)
    {
        if (call is null)
            return;
        names.UnionWith(call.Query.Select(static p => p.Name));
        names.UnionWith(call.Body?.Select(static p => p.Name) ?? []);
    }

    private static void AddUse(HashSet<string> names, GrantUse? use) =>
        names.UnionWith(use?.Parameters.Select(static p => p.Name) ?? []);

    private static void AddSigner(HashSet<string> names, Signer? signer)
    {
        if (signer is SignatureRecipe recipe)
            names.Add(recipe.Parameter);
        else if (signer is OAuth1Signer)
            names.UnionWith(["oauth_signature_method", "oauth_timestamp", "oauth_nonce", "oauth_signature", "realm"]);
    }
}
