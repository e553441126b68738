using System.Text.RegularExpressions;
using Auth.Frob.Testing.Transcripts;

namespace Auth.Frob.Cli.Output;

/// <summary>What a replay differed in, without values that may be secret: a transcript may have been recorded with somebody's own key.</summary>
internal static partial class MaskedDifferences
{
    public static IEnumerable<string> Of(ReplayReport report, IReadOnlySet<string> secretNames) =>
        report.Differences.Select(difference => Masked(difference, report.Transcript, secretNames));

    private static string Masked(string difference, Transcript transcript, IReadOnlySet<string> secretNames)
    {
        var named = Named().Match(difference);
        if (named.Success && IsSecret(named.Groups["name"].Value, secretNames))
            difference = named.Groups["head"].Value + Quoted().Replace(named.Groups["rest"].Value, SecretMask.Mask);
        string?[] held = [transcript.SharedSecret, transcript.Request.Password];
        return held.OfType<string>().Aggregate(difference, SecretMask.Of);
    }

    private static bool IsSecret(string name, IReadOnlySet<string> secretNames) =>
        secretNames.Contains(name) || name is "Authorization" or "tokenSecret" or "consentUri";

    [GeneratedRegex(@"^(?<head>.*?((query|form|parameters|json): '|the header '|(grant|pending)\.)(?<name>[\w.-]+)'?)(?<rest>.*)$", RegexOptions.Singleline)]
    private static partial Regex Named();

    // Greedy: a value may hold a quotation mark itself.
    [GeneratedRegex("'.*'", RegexOptions.Singleline)]
    private static partial Regex Quoted();
}
