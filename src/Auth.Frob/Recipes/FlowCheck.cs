using System.Buffers;

namespace Auth.Frob.Recipes;

/// <summary>Proves a recipe without a network: what can be wrong with one is found before it is used.</summary>
/// <remarks>Thread-safe.</remarks>
public static class FlowCheck
{
    private static readonly SearchValues<char> IdCharacters = SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789-");

    /// <summary>Finds every fault of a recipe.</summary>
    /// <param name="provider">The recipe.</param>
    /// <returns>One sentence per fault; empty if there is none.</returns>
    public static ImmutableArray<string> Check(FrobProvider provider)
    {
        ArgumentNullException.ThrowIfNull(provider);
        var faults = ImmutableArray.CreateBuilder<string>();
        if (provider.Id.Length == 0 || provider.Id.AsSpan().ContainsAnyExcept(IdCharacters))
            faults.Add("the id must be lower-case letters, digits and hyphens");
        if (provider.Flows.IsDefaultOrEmpty)
            faults.Add("there is no flow");
        SlotNames(provider, faults);
        Settings(provider, faults);
        Errors(provider, faults);
        foreach (var flow in provider.Flows)
            new FlowWalk(provider, flow, faults).Run();
        foreach (var name in provider.Flows.Select(static f => f.Name).GroupBy(static n => n, StringComparer.Ordinal).Where(static g => g.Count() > 1))
            faults.Add($"two flows are called '{name.Key}'");
        return faults.ToImmutable();
    }

    private static void SlotNames(FrobProvider provider, ImmutableArray<string>.Builder faults)
    {
        var seen = new Dictionary<string, bool>(StringComparer.Ordinal);
        foreach (var slot in RecipeParts.Slots(provider))
        {
            if (!seen.TryAdd(slot.Name, slot.IsSecret) && seen[slot.Name] != slot.IsSecret)
                faults.Add($"the slot '{slot.Name}' is secret in one place and open in another");
        }
    }

    private static void Settings(FrobProvider provider, ImmutableArray<string>.Builder faults)
    {
        foreach (var setting in provider.Settings)
        {
            if (setting.Kind == SettingKind.Address && setting.Default is not null && !AddressRule.Allows(setting.Default))
                faults.Add($"the setting '{setting.Slot}' {AddressRule.Text}");
            if (setting.Kind == SettingKind.Choice && setting.Default is not null && !setting.Choices.Contains(setting.Default))
                faults.Add($"the default of the setting '{setting.Slot}' is none of its choices");
        }
        if (provider.RevokePage is not null && !AddressRule.Allows(provider.RevokePage))
            faults.Add($"the revoke page {AddressRule.Text}");
    }

    private static void Errors(FrobProvider provider, ImmutableArray<string>.Builder faults)
    {
        foreach (var row in provider.Errors.Rows)
        {
            if (row.Source.Length == 0)
                faults.Add($"the error row '{row.Code}' names no source");
        }
        foreach (var code in provider.Errors.Rows.GroupBy(static r => r.Code, StringComparer.Ordinal).Where(static g => g.Count() > 1))
            faults.Add($"the error code '{code.Key}' has two rows");
    }
}
