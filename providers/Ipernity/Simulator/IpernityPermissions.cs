using System.Collections.Immutable;
using Auth.Frob.Testing.Simulation;

namespace Auth.Frob.Ipernity.Simulator;

/// <summary>Areas and their levels: https://www.ipernity.com/help/api/permissions.</summary>
internal static class IpernityPermissions
{
    private const string Prefix = "perm_";
    private static readonly string[] Areas = ["doc", "blog", "post", "network", "profile"];
    private static readonly string[] Levels = ["none", "read", "write", "delete"];

    /// <summary>What a link asks for, or null where a level (under documentation: or an area) does not exist.</summary>
    public static ImmutableSortedDictionary<string, string>? Asked(SimulatedParameters parameters, bool isStrict)
    {
        var asked = ImmutableSortedDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        foreach ((string name, string level) in parameters.Values.Where(pair => pair.Key.StartsWith(Prefix, StringComparison.Ordinal)))
        {
            string area = name[Prefix.Length..];
            bool isKnown = Areas.Contains(area);
            if (Rank(level) < 1 || (area == "profile" && level == "delete") || (isStrict && !isKnown))
            {
                return null;
            }

            if (isKnown)
            {
                asked[area] = level;
            }
        }

        return asked.ToImmutable();
    }

    public static bool Covers(IReadOnlyDictionary<string, string> granted, string area, string level) =>
        Rank(granted.GetValueOrDefault(area, "none")) >= Rank(level);

    public static IReadOnlyList<ReplyNode> Attributes(IReadOnlyDictionary<string, string> granted) =>
        [.. Areas.Select(area => ReplyNode.Attribute(area, granted.GetValueOrDefault(area, "none")))];

    private static int Rank(string level) => Array.IndexOf(Levels, level);
}
