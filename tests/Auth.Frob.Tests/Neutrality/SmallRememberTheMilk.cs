using System.Security.Cryptography;
using System.Text;

namespace Auth.Frob.Tests.Neutrality;

/// <summary>A Remember The Milk of a few lines, which computes signatures on its own.</summary>
internal sealed class SmallRememberTheMilk(TimeProvider time) : SmallService
{
    private readonly Dictionary<string, (DateTimeOffset Issued, string? Perms)> _frobs = [];
    private readonly Dictionary<string, string> _tokens = [];
    private int _count = 746563;

    public Uri RegisteredCallback { get; } = new("https://app.example/cb?from=rtm");

    public bool IsDown { get; set; }

    public static string Sign(string secret, IEnumerable<KeyValuePair<string, string>> parameters)
    {
        var ordered = parameters.Where(static p => p.Key != "api_sig").OrderBy(static p => p.Key, StringComparer.Ordinal);
        var text = secret + string.Concat(ordered.Select(static p => p.Key + p.Value));
        return Convert.ToHexStringLower(MD5.HashData(Encoding.UTF8.GetBytes(text)));
    }

    /// <summary>The user at the consent page; the address that the browser is sent to, if any.</summary>
    public Uri? Visit(Uri page, bool allows = true)
    {
        page.GetLeftPart(UriPartial.Path).Should().Be("https://www.rememberthemilk.com/services/auth/");
        var query = Asked.Pairs(page.Query);
        Fault(query).Should().BeNull("the page shows an error instead of its form");
        var sent = query.ToDictionary(StringComparer.Ordinal);
        if (!allows)
            return null;
        if (sent.TryGetValue("frob", out var frob))
        {
            _frobs[frob] = (_frobs[frob].Issued, sent["perms"]);
            return null;
        }
        return new Uri($"{RegisteredCallback}&frob={Mint(sent["perms"])}");
    }

    protected override (int Status, string MediaType, string Text) Answer(Asked asked)
    {
        if (IsDown)
            return (503, "text/html", "<html><body>Too fast</body></html>");
        if (asked is not { Method: "GET", Address: "https://api.rememberthemilk.com/services/rest/" })
            return (404, "text/html", "<html></html>");
        var text = Fault(asked.Query) is { } fault ? Fail(fault) : asked.InQuery("method") switch
        {
            "rtm.auth.getFrob" => Ok($$"""
                "frob":"{{Mint(null)}}"
                """),
            "rtm.auth.getToken" => Exchange(asked.InQuery("frob") ?? ""),
            "rtm.auth.checkToken" => _tokens.TryGetValue(asked.InQuery("auth_token") ?? "", out var perms)
                ? Auth(asked.InQuery("auth_token")!, perms)
                : Fail("98"),
            _ => Fail("112"),
        };
        return (200, "text/javascript", text);
    }

    private static string? Fault(IReadOnlyList<KeyValuePair<string, string>> sent)
    {
        var values = sent.ToDictionary(StringComparer.Ordinal);
        if (!values.TryGetValue("api_sig", out var signature))
            return "97";
        if (signature != Sign(NeutralBench.Shared, sent))
            return "96";
        return values.GetValueOrDefault("api_key") == NeutralBench.Key ? null : "100";
    }

    private static string Ok(string members) => $$$"""{"rsp":{"stat":"ok",{{{members}}}}}""";

    private static string Fail(string code) => $$$$"""{"rsp":{"stat":"fail","err":{"code":"{{{{code}}}}","msg":"No ({{{{code}}}})"}}}""";

    private static string Auth(string token, string perms) => Ok($$$"""
        "auth":{"token":"{{{token}}}","perms":"{{{perms}}}","user":{"id":"987654321","username":"bob","fullname":"Bob T. Monkey"}}
        """);

    private string Exchange(string frob)
    {
        if (!_frobs.TryGetValue(frob, out var state) || state.Perms is null || time.GetUtcNow() - state.Issued > TimeSpan.FromMinutes(60))
            return Fail("101");
        _frobs.Remove(frob);
        var token = $"6410bde19b6dfb474fec71f186bc715831e{frob}";
        _tokens[token] = state.Perms;
        return Auth(token, state.Perms);
    }

    private string Mint(string? perms)
    {
        var frob = $"{++_count}";
        _frobs[frob] = (time.GetUtcNow(), perms);
        return frob;
    }
}
