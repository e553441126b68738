using System.Globalization;
using System.Text.Json;

namespace Auth.Frob.Tests.Neutrality;

/// <summary>A TMDB of a few lines.</summary>
internal sealed class SmallTmdb(TimeProvider time) : SmallService
{
    private const string Api = "https://api.themoviedb.org/3/authentication/";

    private readonly Dictionary<string, (DateTimeOffset Expires, bool IsApproved)> _tokens = [];
    private int _count;

    public bool IsBusy { get; set; }

    /// <summary>The user at the consent page; the address that the browser is sent to, if the request named one.</summary>
    public Uri? Visit(Uri page, bool allows = true)
    {
        page.GetLeftPart(UriPartial.Authority).Should().Be("https://www.themoviedb.org");
        page.Segments[1].Should().Be("authenticate/");
        var token = page.Segments[2];
        _tokens[token] = (_tokens[token].Expires, allows);
        var target = Asked.Pairs(page.Query).SingleOrDefault(static p => p.Key == "redirect_to").Value;
        if (target is null)
            return null;
        var mark = target.Contains('?', StringComparison.Ordinal) ? '&' : '?';
        return new Uri($"{target}{mark}request_token={token}&{(allows ? "approved" : "denied")}=true");
    }

    protected override (int Status, string MediaType, string Text) Answer(Asked asked)
    {
        if (IsBusy)
            return Fail(429, 25);
        if (asked.InQuery("api_key") != NeutralBench.Key)
            return Fail(401, 7);
        return (asked.Method, asked.Address) switch
        {
            ("GET", Api + "token/new") => Mint(),
            ("POST", Api + "session/new") when asked.MediaType == "application/json" => Exchange(asked.Body),
            _ => Fail(404, 34),
        };
    }

    private static (int, string, string) Ok(string members) => (200, "application/json", $$"""{"success":true,{{members}}}""");

    private static (int, string, string) Fail(int status, int code) =>
        (status, "application/json", $$"""{"success":false,"status_code":{{code}},"status_message":"No ({{code}})"}""");

    private (int, string, string) Mint()
    {
        var token = $"token-{++_count}";
        var expires = time.GetUtcNow() + TimeSpan.FromMinutes(60);
        _tokens[token] = (expires, false);
        var told = expires.ToString("yyyy-MM-dd HH:mm:ss 'UTC'", CultureInfo.InvariantCulture);
        return Ok($"\"expires_at\":\"{told}\",\"request_token\":\"{token}\"");
    }

    private (int, string, string) Exchange(string body)
    {
        var members = JsonElement.Parse(body).EnumerateObject().ToArray();
        members.Should().ContainSingle().Which.Name.Should().Be("request_token");
        var token = members[0].Value.GetString()!;
        if (!_tokens.TryGetValue(token, out var state) || state.Expires < time.GetUtcNow())
            return Fail(401, 33);
        if (!state.IsApproved)
            return Fail(401, 17);
        _tokens.Remove(token);
        return Ok($"\"session_id\":\"session-of-{token}\"");
    }
}
