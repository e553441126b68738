namespace Auth.Frob.Recipes;

/// <summary>Everything that a recipe is made of, laid out flat: for checks that hold for all of it.</summary>
internal static class RecipeParts
{
    public static IEnumerable<ApiCall> Calls(FrobProvider provider) =>
        provider.Flows.SelectMany(static f => f.Prepare.Concat(f.Exchange).Append(f.Verify)).Append(provider.Verify).OfType<ApiCall>();

    public static IEnumerable<GrantUse> Uses(FrobProvider provider) => provider.Flows.Select(static f => f.Use).Append(provider.Use).OfType<GrantUse>();

    public static IEnumerable<Signer> Signers(FrobProvider provider) =>
        provider.Flows.Select(static f => f.Signer).Append(provider.Signer).OfType<Signer>();

    /// <summary>Every parameter but those of headers.</summary>
    public static IEnumerable<Parameter> Parameters(FrobProvider provider) =>
        Calls(provider).SelectMany(static c => c.Query.Concat(c.Body ?? ParameterSet.None))
            .Concat(Uses(provider).SelectMany(static u => u.Parameters))
            .Concat(provider.Flows.OfType<ConsentFlow>().SelectMany(static f => f.Consent.Query));

    /// <summary>Every slot, as often as it is named.</summary>
    public static IEnumerable<Slot> Slots(FrobProvider provider) =>
        provider.Settings.Select(static s => s.Slot)
            .Concat(Parameters(provider).Concat(Calls(provider).SelectMany(static c => c.Headers)).Concat(Uses(provider).SelectMany(static u => u.Headers))
                .Select(static p => p.Slot).OfType<Slot>())
            .Concat(Reads(provider).Select(static f => f.Slot))
            .Concat(provider.Flows.SelectMany(static f => f.Derives).SelectMany(static d => d.Reads.Append(d.To)))
            .Concat(Calls(provider).Select(static c => c.SecondSecret).Concat(Uses(provider).Select(static u => u.SecondSecret))
                .Concat(provider.Flows.OfType<ConsentFlow>().Select(static f => f.TypedCode)).OfType<Slot>());

    /// <summary>Every parameter name that the recipe sends by itself.</summary>
    public static HashSet<string> SentNames(FrobProvider provider)
    {
        var names = Parameters(provider).Select(static p => p.Name).ToHashSet(StringComparer.Ordinal);
        names.UnionWith(Signers(provider).OfType<SignatureRecipe>().Select(static s => s.Parameter));
        if (Signers(provider).OfType<OAuth1Signer>().Any())
            names.UnionWith(["oauth_signature_method", "oauth_timestamp", "oauth_nonce", "oauth_signature", "realm"]);
        names.UnionWith(provider.Flows.OfType<ConsentFlow>().Select(static f => f.Callback).OfType<CallbackRule>()
            .Where(static c => c.State == StatePlace.InConsentAddress).Select(static c => c.StateName));
        if (provider.Permissions is { } rule)
            names.UnionWith(rule.Style == PermissionStyle.PerArea ? rule.Areas.Keys.Select(area => rule.Name + area) : [rule.Name]);
        return names;
    }

    private static IEnumerable<ReplyField> Reads(FrobProvider provider) => Calls(provider).SelectMany(static c => c.Reads)
        .Concat(provider.Flows.OfType<ConsentFlow>().SelectMany(static f => f.Callback?.Reads ?? ReplyFields.None));
}
