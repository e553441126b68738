namespace Auth.Frob.Cli.Output;

/// <summary>The name that somebody may have meant who wrote another.</summary>
internal static class NearestName
{
    private const int LongFrom = 5;

    /// <summary>A question that names it, with a blank before; empty where nothing is near.</summary>
    public static string Asked(string written, IEnumerable<string> there) =>
        Of(written, there) is { } name ? $" Did you mean {name}?" : "";

    /// <summary>The nearest of these names; null where each is too far: one slip is forgiven, two in a long name.</summary>
    public static string? Of(string written, IEnumerable<string> there)
    {
        var lower = written.ToLowerInvariant();
        var most = lower.Length < LongFrom ? 1 : 2;
        var near = there.Select(name => (Name: name, Slips: Slips(lower, name))).Where(n => n.Slips <= most).ToArray();
        return near.Length == 0 ? null : near.MinBy(static n => n.Slips).Name;
    }

    // Letters that are missing, too many, wrong, or changed places with their neighbours.
    private static int Slips(string one, string other)
    {
        var slips = new int[one.Length + 1, other.Length + 1];
        for (var i = 0; i <= one.Length; i++)
        {
            for (var j = 0; j <= other.Length; j++)
                slips[i, j] = i == 0 || j == 0 ? i + j : Least(slips, one, other, (i, j));
        }
        return slips[one.Length, other.Length];
    }

    private static int Least(int[,] slips, string one, string other, (int I, int J) at)
    {
        var (i, j) = at;
        var least = Math.Min(Math.Min(slips[i - 1, j], slips[i, j - 1]) + 1, slips[i - 1, j - 1] + (one[i - 1] == other[j - 1] ? 0 : 1));
        var areSwapped = i > 1 && j > 1 && one[i - 1] == other[j - 2] && one[i - 2] == other[j - 1];
        return areSwapped ? Math.Min(least, slips[i - 2, j - 2] + 1) : least;
    }
}
