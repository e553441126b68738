namespace Auth.Frob.Internal;

/// <summary>Finds every fault of what was added to a builder, before anything is made.</summary>
internal static class OptionsCheck
{
    private static readonly string[] Own =
    [
        nameof(FrobOptions.ApiKey), nameof(FrobOptions.SharedSecret), nameof(FrobOptions.AppName), nameof(FrobOptions.AppVersion),
        nameof(FrobOptions.CallTimeout),
    ];

    public static ImmutableArray<UsageFault> Check(IReadOnlyList<(FrobProvider Provider, FrobOptions Options)> added)
    {
        if (added.Count == 0)
            return [new UsageFault("", "FrobBuilder", "holds no provider; add one first")];
        var faults = ImmutableArray.CreateBuilder<UsageFault>();
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (provider, options) in added)
        {
            var instance = options.Name ?? provider.Id;
            var name = !ValueRule.IsName(instance) ? "must be lower-case letters, digits and hyphens"
                : !names.Add(instance) ? "is taken by another instance; give each its own Name" : null;
            var found = FlowCheck.Check(provider).Select(static fault => ("recipe", (string?)fault)).Prepend((nameof(options.Name), name))
                .Concat(App(provider, options)).Concat(Settings(provider, options)).Concat(Standing(provider, options));
            faults.AddRange(found.Where(static f => f.Item2 is not null).Select(f => new UsageFault(instance, f.Item1, f.Item2!)));
        }
        return faults.ToImmutable();
    }

    private static IEnumerable<(string Property, string? Fault)> App(FrobProvider provider, FrobOptions options)
    {
        yield return (nameof(options.ApiKey), ValueRule.OpaqueFault(options.ApiKey));
        if (options.SharedSecret is not null || RecipeParts.Signers(provider).Any())
            yield return (nameof(options.SharedSecret), ValueRule.OpaqueFault(options.SharedSecret?.Reveal()));
        yield return (nameof(options.AppName), ValueRule.ProductFault(options.AppName));
        yield return (nameof(options.AppVersion), ValueRule.ProductFault(options.AppVersion));
        if (options.CallTimeout <= TimeSpan.Zero || options.CallTimeout > TimeSpan.FromMinutes(10))
            yield return (nameof(options.CallTimeout), "must be more than zero and at most 10 minutes");
    }

    private static IEnumerable<(string Property, string? Fault)> Settings(FrobProvider provider, FrobOptions options)
    {
        foreach (var (name, value) in options.Settings)
        {
            var setting = provider.Settings.FirstOrDefault(s => string.Equals(s.Slot.Name, name, StringComparison.Ordinal));
            yield return (name, setting?.Kind switch
            {
                null => $"is no setting of {provider.DisplayName}; there are: "
                    + string.Join(", ", provider.Settings.Select(static s => s.Slot.Name).Concat(Own)),
                SettingKind.Address => ValueRule.OpaqueFault(value)
                    ?? (AddressRule.Allows(value) && value.IndexOfAny(['?', '#']) < 0 ? null : AddressRule.Text + ", without a query"),
                SettingKind.Choice => setting.Choices.Contains(value) ? null : $"must be one of: {string.Join(", ", setting.Choices)}",
                _ => ValueRule.OpaqueFault(value),
            });
        }
    }

    private static IEnumerable<(string Property, string? Fault)> Standing(FrobProvider provider, FrobOptions options)
    {
        var sent = options.Standing.Count == 0 ? [] : RecipeParts.SentNames(provider);
        foreach (var parameter in options.Standing)
        {
            var fault = ValueRule.OpaqueFault(parameter.Name) is { } name ? $"a name {name}"
                : parameter.Value is null ? $"'{parameter.Name}' has no value"
                : sent.Contains(parameter.Name) ? $"'{parameter.Name}' is sent by the recipe itself"
                : options.Standing.Count(p => p.Name == parameter.Name) > 1 ? $"'{parameter.Name}' is there twice" : null;
            yield return (nameof(options.Standing), fault);
        }
    }
}
