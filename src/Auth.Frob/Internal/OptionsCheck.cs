using Auth.Frob.Recipes;

namespace Auth.Frob.Internal;

/// <summary>Finds every fault of what was added to a builder, before anything is made.</summary>
internal static class OptionsCheck
{
    public static ImmutableArray<UsageFault> Check(IReadOnlyList<(FrobProvider Provider, FrobOptions Options)> added)
    {
        var faults = ImmutableArray.CreateBuilder<UsageFault>();
        var names = new HashSet<string>(StringComparer.Ordinal);
        if (added.Count == 0)
            faults.Add(new UsageFault("", "FrobBuilder", "holds no provider; add one first"));
        foreach (var (provider, options) in added)
        {
            var instance = options.Name ?? provider.Id;
            void Add(string property, string message) => faults.Add(new UsageFault(instance, property, message));
            if (!ValueRule.IsName(instance))
                Add(nameof(options.Name), "must be lower-case letters, digits and hyphens");
            else if (!names.Add(instance))
                Add(nameof(options.Name), "is taken by another instance; give each its own Name");
            foreach (var fault in FlowCheck.Check(provider))
                Add("recipe", fault);
            App(provider, options, Add);
            Settings(provider, options, Add);
            Standing(provider, options, Add);
        }
        return faults.ToImmutable();
    }

    private static void App(FrobProvider provider, FrobOptions options, Action<string, string> add)
    {
        if (ValueRule.OpaqueFault(options.ApiKey) is { } key)
            add(nameof(options.ApiKey), key);
        var isSigned = RecipeParts.Signers(provider).Any();
        if ((isSigned || options.SharedSecret is not null) && ValueRule.OpaqueFault(options.SharedSecret?.Reveal()) is { } secret)
            add(nameof(options.SharedSecret), secret);
        if (ValueRule.ProductFault(options.AppName) is { } name)
            add(nameof(options.AppName), name);
        if (ValueRule.ProductFault(options.AppVersion) is { } version)
            add(nameof(options.AppVersion), version);
        if (options.CallTimeout <= TimeSpan.Zero || options.CallTimeout > TimeSpan.FromMinutes(10))
            add(nameof(options.CallTimeout), "must be more than zero and at most 10 minutes");
    }

    private static void Settings(FrobProvider provider, FrobOptions options, Action<string, string> add)
    {
        foreach (var (name, value) in options.Settings)
        {
            var setting = provider.Settings.FirstOrDefault(s => string.Equals(s.Slot.Name, name, StringComparison.Ordinal));
            if (setting is null)
                add(name, $"is no setting of {provider.DisplayName}; there are: {string.Join(", ", provider.Settings.Select(static s => s.Slot.Name))}");
            else if (Fault(setting, value) is { } fault)
                add(name, fault);
        }
    }

    private static string? Fault(Setting setting, string value) => setting.Kind switch
    {
        SettingKind.Address => AddressRule.Allows(value) ? null : AddressRule.Text,
        SettingKind.Choice => setting.Choices.Contains(value, StringComparer.Ordinal)
            ? null
            : $"must be one of: {string.Join(", ", setting.Choices)}",
        _ => ValueRule.OpaqueFault(value),
    };

    private static void Standing(FrobProvider provider, FrobOptions options, Action<string, string> add)
    {
        if (options.Standing.Count == 0)
            return;
        var sent = RecipeParts.SentNames(provider);
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var parameter in options.Standing)
        {
            if (ValueRule.OpaqueFault(parameter.Name) is { } fault)
                add(nameof(options.Standing), $"a name {fault}");
            else if (sent.Contains(parameter.Name))
                add(nameof(options.Standing), $"'{parameter.Name}' is sent by the recipe itself");
            else if (!seen.Add(parameter.Name))
                add(nameof(options.Standing), $"'{parameter.Name}' is there twice");
        }
    }
}
