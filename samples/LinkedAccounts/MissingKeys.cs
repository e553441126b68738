namespace LinkedAccounts;

/// <summary>What the site says where it was given no keys.</summary>
public static class MissingKeys
{
    private static readonly string[] Needed =
        ["Frob:lastfm:ApiKey", "Frob:lastfm:SharedSecret", "Frob:ipernity:ApiKey", "Frob:ipernity:SharedSecret"];

    public static string[] Of(IConfiguration configuration) => [.. Needed.Where(name => string.IsNullOrEmpty(configuration[name]))];

    public static string Text(string[] missing) =>
        $"""
        The site lacks {string.Join(", ", missing)}.
        To see it without keys, against simulated services:
          dotnet run --project samples/LinkedAccounts -- --simulate
        To run it against the real ones, get a key at https://www.last.fm/api/account/create and at https://www.ipernity.com/apps/key,
        register the callback https://YOUR-SITE/signin-ipernity with the second, and set each name above, for example
          export {missing[0].Replace(":", "__", StringComparison.Ordinal)}=...
        """;
}
