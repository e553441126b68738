using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Xml.Linq;
using Auth.Frob.Ipernity.Simulator;
using Auth.Frob.Testing;
using Auth.Frob.Testing.Simulation;

namespace Auth.Frob.Ipernity.Tests;

/// <summary>A simulated ipernity with an app and two people, and a client of a few lines that signs on its own.</summary>
internal sealed class SimulatedIpernityBench
{
    public const string Key = "76704c8b0000271B6df755a656250e26";
    public const string Secret = "ssssssssssssssssssssssssssssssss";
    public const string Api = "https://api.ipernity.com/api/";
    public const string Site = "https://www.ipernity.com";

    private int _nonces;

    public SimulatedIpernityBench(SimulatedIpernityOptions? options = null, SimulatedApp? app = null)
    {
        Service = new SimulatedIpernity((options ?? new SimulatedIpernityOptions()) with
        {
            Time = Clock,
            Apps = [app ?? new SimulatedApp(Key, Secret) { Name = "Anna & <Bob>", Callback = "http://127.0.0.1:9/cb?x=1" }, new SimulatedApp("other", "o")],
            Users =
            [
                new SimulatedUser("Superman", "kryptonite") { Id = "1234", RealName = "Kal-El", IsPaying = true },
                new SimulatedUser("Lex", "bald") { Id = "99" },
            ],
        });
    }

    public ManualTimeProvider Clock { get; } = new(new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero));

    public SimulatedIpernity Service { get; }

    public static string Sign(string tail, IEnumerable<(string Name, string Value)> parameters)
    {
        string text = string.Concat(parameters.OrderBy(p => p.Name, StringComparer.Ordinal).Select(p => p.Name + p.Value));
        return Convert.ToHexStringLower(MD5.HashData(Encoding.UTF8.GetBytes(text + tail)));
    }

    public static string Form(IEnumerable<(string Name, string Value)> parameters) =>
        string.Join('&', parameters.Select(p => $"{Uri.EscapeDataString(p.Name)}={Uri.EscapeDataString(p.Value)}"));

    /// <summary>A signed POST.</summary>
    public Task<SimulatedReply> CallAsync(string method, params (string Name, string Value)[] parameters) =>
        CallAsync(method, "json", parameters);

    public Task<SimulatedReply> CallAsync(string method, string format, (string Name, string Value)[] parameters)
    {
        (string, string)[] all = [("api_key", Key), .. parameters];
        return PostAsync($"{Api}{method}/{format}", null, [.. all, ("api_sig", Sign(method + Secret, all))]);
    }

    public static string Link(params (string Name, string Value)[] parameters)
    {
        (string, string)[] all = [("api_key", Key), .. parameters];
        return $"{Site}/apps/authorize?{Form([.. all, ("api_sig", Sign(Secret, all))])}";
    }

    public Task<SimulatedReply> PostAsync(string address, string? cookie, params (string Name, string Value)[] parameters)
    {
        List<KeyValuePair<string, string>> headers = [new("Content-Type", "application/x-www-form-urlencoded")];
        if (cookie is not null)
        {
            headers.Add(new("Cookie", cookie));
        }

        return SendAsync(new SimulatedRequest("POST", new Uri(address)) { Headers = headers, Body = Encoding.UTF8.GetBytes(Form(parameters)) });
    }

    public Task<SimulatedReply> GetAsync(string address, string? cookie = null) =>
        SendAsync(new SimulatedRequest("GET", new Uri(address)) { Headers = cookie is null ? [] : [new("Cookie", cookie)] });

    public Task<SimulatedReply> SendAsync(SimulatedRequest request) => Service.HandleAsync(request, CancellationToken.None);

    /// <summary>Posts a consent page's form back with one of its buttons.</summary>
    public Task<SimulatedReply> DecideAsync(string link, string decision, string name = "Superman", string password = "kryptonite")
    {
        var uri = new Uri(link);
        IEnumerable<(string, string)> hidden = SimulatedParameters.Parse(uri.Query.TrimStart('?')).All.Select(pair => (pair.Key, pair.Value));
        return PostAsync(uri.GetLeftPart(UriPartial.Path), null, [.. hidden, ("name", name), ("password", password), ("decision", decision)]);
    }

    public async Task<string> FrobAsync() => Json(await CallAsync("auth.getFrob")).GetProperty("auth").GetProperty("frob").GetString()!;

    public async Task<string> TokenAsync(params (string Name, string Value)[] permissions)
    {
        string frob = await FrobAsync();
        await DecideAsync(Link([("frob", frob), .. permissions]), "allow");
        return Json(await CallAsync("auth.getToken", ("frob", frob))).GetProperty("auth").GetProperty("token").GetString()!;
    }

    /// <summary>The parameters of an OAuth 1.0 call, signed with HMAC-SHA1.</summary>
    public (string Name, string Value)[] OAuth(
        string verb, string address, string token = "", string tokenSecret = "", params (string Name, string Value)[] more)
    {
        List<(string Name, string Value)> all =
        [
            ("oauth_consumer_key", Key), ("oauth_signature_method", "HMAC-SHA1"), ("oauth_version", "1.0"),
            ("oauth_timestamp", Clock.GetUtcNow().ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture)), ("oauth_nonce", $"n{++_nonces}"),
        ];
        if (token.Length > 0)
        {
            all.Add(("oauth_token", token));
        }

        all = [.. all.Where(p => more.All(m => m.Name != p.Name)), .. more.Where(m => m.Value.Length > 0)];
        string sorted = string.Join('&', all.OrderBy(p => p.Name, StringComparer.Ordinal).Select(p => $"{E(p.Name)}={E(p.Value)}"));
        byte[] key = Encoding.ASCII.GetBytes($"{E(Secret)}&{E(tokenSecret)}");
        string signature = Convert.ToBase64String(HMACSHA1.HashData(key, Encoding.ASCII.GetBytes($"{verb}&{E(address)}&{E(sorted)}")));
        return [.. all, ("oauth_signature", signature)];

        static string E(string text) => Uri.EscapeDataString(text);
    }

    public static string Header(IEnumerable<(string Name, string Value)> parameters) =>
        "OAuth " + string.Join(", ", parameters.Select(p => $"{p.Name}=\"{Uri.EscapeDataString(p.Value)}\""));

    public static SimulatedParameters ReadForm(SimulatedReply reply) => SimulatedParameters.Parse(reply.BodyText);

    public static JsonElement Json(SimulatedReply reply) => JsonElement.Parse(reply.BodyText);

    public static XElement Xml(SimulatedReply reply) => XDocument.Parse(reply.BodyText).Root!;

    /// <summary>The service's code in a reply of either format; empty for a success.</summary>
    public static string Code(SimulatedReply reply)
    {
        if (reply.BodyText.StartsWith('<'))
        {
            return (string?)Xml(reply).Attribute("code") ?? "";
        }

        return Json(reply).GetProperty("api").TryGetProperty("code", out JsonElement code) ? code.GetString()! : "";
    }

    public static SimulatedRequest From(IPAddress address) =>
        new("GET", new Uri($"{Api}doc.get/json?api_key={Key}")) { RemoteAddress = address };
}
