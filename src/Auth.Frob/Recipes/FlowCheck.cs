namespace Auth.Frob.Recipes;

/// <summary>Proves a recipe without a network: what can be wrong with one is found before it is used.</summary>
/// <remarks>Thread-safe.</remarks>
public static class FlowCheck
{
    internal static readonly SearchValues<char> IdCharacters = SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789-");

    private static readonly ImmutableArray<Slot> Known =
        [Slot.SharedSecret, Slot.Frob, Slot.FrobSecret, Slot.Verifier, Slot.State, Slot.Token, Slot.TokenSecret, Slot.RefreshToken, Slot.Password];

    /// <summary>Finds every fault of a recipe.</summary>
    /// <param name="provider">The recipe.</param>
    /// <returns>One sentence per fault; empty if there is none.</returns>
    public static ImmutableArray<string> Check(FrobProvider provider)
    {
        ArgumentNullException.ThrowIfNull(provider);
        if (provider.Flows.IsDefaultOrEmpty)
            return ["there is no flow"];
        var faults = ImmutableArray.CreateBuilder<string>();
        faults.AddRange(Whole(provider));
        faults.AddRange(Settings(provider));
        foreach (var flow in provider.Flows)
            new FlowWalk(provider, flow, faults).Run();
        return faults.ToImmutable();
    }

    private static IEnumerable<string> Whole(FrobProvider provider)
    {
        if (provider.Id.Length == 0 || provider.Id.AsSpan().ContainsAnyExcept(IdCharacters))
            yield return "the id must be lower-case letters, digits and hyphens";
        foreach (var name in Twice(provider.Flows.Select(static f => f.Name)))
            yield return $"two flows are called '{name}'";
        foreach (var code in Twice(provider.Errors.Rows.Select(static r => r.Code)))
            yield return $"the error code '{code}' has two rows";
        foreach (var row in provider.Errors.Rows.Where(static r => r.Source.Length == 0))
            yield return $"the error row '{row.Code}' names no source";
        foreach (var name in Twice(RecipeParts.Slots(provider).Concat(Known).Select(static s => (s.Name, s.IsSecret)).Distinct().Select(static s => s.Name)))
            yield return $"the slot '{name}' is secret in one place and open in another";
    }

    private static IEnumerable<string> Settings(FrobProvider provider)
    {
        foreach (var setting in provider.Settings.Where(static s => s.Default is not null))
        {
            if (setting.Kind == SettingKind.Address && !AddressRule.Allows(setting.Default))
                yield return $"the setting '{setting.Slot}' {AddressRule.Text}";
            if (setting.Kind == SettingKind.Choice && !setting.Choices.Contains(setting.Default!))
                yield return $"the default of the setting '{setting.Slot}' is none of its choices";
        }
        if (provider.RevokePage is not null && !AddressRule.Allows(provider.RevokePage))
            yield return $"the revoke page {AddressRule.Text}";
    }

    private static IEnumerable<string> Twice(IEnumerable<string> names) =>
        names.GroupBy(static n => n, StringComparer.Ordinal).Where(static g => g.Count() > 1).Select(static g => g.Key);
}
