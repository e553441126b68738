namespace Auth.Frob.Extensions.Registration;

/// <summary>What is wrong with the instances that calls shall be signed for.</summary>
internal static class SigningFaults
{
    // A message lists names to choose from, not thousands.
    private const int MostNames = 20;

    public static IEnumerable<UsageFault> Of(FrobRegistry registry)
    {
        foreach (var name in registry.SigningInstances.Order(StringComparer.Ordinal))
        {
            if (Fault(registry, name) is { } fault)
                yield return new UsageFault(name, "AddFrobSigning", fault);
        }
    }

    /// <summary>What is said of a name that no instance has.</summary>
    public static string Absent(FrobRegistry registry)
    {
        var there = string.Join(", ", registry.Instances.Take(MostNames).Select(static i => i.Name));
        return $"there is no instance of this name; there are: {(there.Length == 0 ? "none" : there)}";
    }

    private static string? Fault(FrobRegistry registry, string name)
    {
        if (registry.Find(name) is not { Provider: var provider })
            return Absent(registry);
        return provider.Use is not null || provider.Flows.Any(static f => f.Use is not null) ? null
            : $"{provider.DisplayName} does not say how later calls use a grant; sign them yourself, or give its recipe a GrantUse";
    }
}
