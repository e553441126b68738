using System.Text.RegularExpressions;

namespace Auth.Frob.PostgreSql.Database;

/// <summary>The only text that is put into a statement, so its alphabet is as small as can be.</summary>
internal static partial class SchemaName
{
    public const string Rule = "write lower-case letters, digits and underscores, no digit first, at most 63, not beginning with pg_";

    public static bool IsValid(string? name) => name is not null && Pattern().IsMatch(name);

    [GeneratedRegex(@"\A(?!pg_)[a-z_][a-z0-9_]{0,62}\z", RegexOptions.CultureInvariant)]
    private static partial Regex Pattern();
}
