namespace Auth.Frob.Internal;

/// <summary>Permissions between our form and a service's.</summary>
internal static class PermissionText
{
    /// <summary>The parameters that ask for permissions, in the rule's style.</summary>
    public static IEnumerable<(string Name, string Value)> Parameters(PermissionRule rule, Permissions asked) =>
        rule.Style == PermissionStyle.PerArea ? asked.Where(static p => p.Value != "none").Select(p => (rule.Name + p.Key, p.Value))
        : asked.Count == 0 ? [] : [(rule.Name, OneText(rule, asked))];

    public static string OneText(PermissionRule rule, Permissions asked) => rule.Style == PermissionStyle.OneLevel
        ? asked[rule.Name]
        : string.Join(rule.Separator, asked.Where(static p => p.Value != "none").Select(static p => p.Key));

    /// <summary>What a reply granted in one text.</summary>
    public static Permissions Granted(PermissionRule rule, string text) => rule.Style == PermissionStyle.OneLevel
        ? Permissions.None.With(rule.Name, text)
        : text.Split(rule.Separator, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Aggregate(Permissions.None, static (granted, name) => granted.With(name));

    /// <summary>What is wrong with what is asked for.</summary>
    public static IEnumerable<(string Area, string Message)> Faults(PermissionRule? rule, Permissions asked)
    {
        foreach (var (area, word) in asked)
        {
            if (rule is null)
                yield return (area, "this provider has no permissions to ask for");
            else if (ValueRule.OpaqueFault(area) is { } fault)
                yield return (area, $"the name {fault}");
            else if (rule.Style == PermissionStyle.OneLevel && area != rule.Name)
                yield return (area, $"is no area; the only one is '{rule.Name}'");
            else if (rule.Areas.Count == 0)
                continue;
            else if (!rule.Areas.TryGetValue(area, out var words))
                yield return (area, $"is no area; there are: {string.Join(", ", rule.Areas.Keys)}");
            else if (word != "none" && !words.Contains(word))
                yield return (area, $"takes: {string.Join(", ", words)}");
        }
    }
}
