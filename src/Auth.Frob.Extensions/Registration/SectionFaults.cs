using Microsoft.Extensions.Configuration;

namespace Auth.Frob.Extensions.Registration;

/// <summary>Parts of a bound section that fill nothing: a name that was misspelt would be passed over in silence.</summary>
/// <remarks>
/// Nothing is said of a whole configuration, which holds other things too, and nothing where providers are plugins: the part of one that is not
/// there now may wait for it.
/// </remarks>
internal static class SectionFaults
{
    private static readonly string[] Shared = [nameof(FrobOptions.AppName), nameof(FrobOptions.AppVersion)];

    public static IEnumerable<UsageFault> Of(FrobRegistry registry)
    {
        if (registry.BeforeClients.Count > 0)
            yield break;
        var names = new HashSet<string>(registry.Instances.Select(static i => i.Name).Concat(Shared), StringComparer.OrdinalIgnoreCase);
        foreach (var section in registry.Sections.OfType<IConfigurationSection>())
        {
            foreach (var child in section.GetChildren().Where(c => !names.Contains(c.Key)))
                yield return new UsageFault(child.Key, section.Path, Text(registry, child));
        }
    }

    private static string Text(FrobRegistry registry, IConfigurationSection child) => child.Value is null
        ? $"is configured, but {SigningFaults.Absent(registry)}. Add the provider, or remove the setting"
        : $"is no value for all instances; there are: {string.Join(", ", Shared)}";
}
