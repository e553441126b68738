namespace Auth.Frob.Extensions.Registration;

/// <summary>Configuration ignores case and the environment is upper-case; a recipe's settings are written one way.</summary>
internal static class SettingNames
{
    /// <summary>Gives settings that differ by case alone the recipe's name; what it does not have stays, and is a fault later.</summary>
    public static void Match(FrobProvider provider, FrobOptions options)
    {
        foreach (var written in options.Settings.Keys.ToArray())
        {
            var name = provider.Settings.Select(static s => s.Slot.Name).FirstOrDefault(n => AreOne(n, written));
            if (name is null || name == written || !options.Settings.Remove(written, out var value))
                continue;
            // A typed property writes the recipe's own spelling, and was set after what came from configuration.
            options.Settings.TryAdd(name, value);
        }
    }

    /// <summary>Sets a setting under the spelling that is there already.</summary>
    public static void Set(FrobOptions options, string written, string value) =>
        options.Settings[options.Settings.Keys.FirstOrDefault(k => AreOne(k, written)) ?? written] = value;

    private static bool AreOne(string left, string right) => string.Equals(left, right, StringComparison.OrdinalIgnoreCase);
}
