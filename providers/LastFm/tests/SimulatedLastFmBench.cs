using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Xml.Linq;
using Auth.Frob.LastFm.Simulator;
using Auth.Frob.Testing;
using Auth.Frob.Testing.Simulation;

namespace Auth.Frob.LastFm.Tests;

/// <summary>A simulated Last.fm with an app and two people, and a client of a few lines that signs on its own.</summary>
internal sealed class SimulatedLastFmBench
{
    public const string Key = "00000000000000000000000000000001";
    public const string Secret = "ssssssssssssssssssssssssssssssss";
    public const string OtherKey = "00000000000000000000000000000002";
    public const string OtherSecret = "tttttttttttttttttttttttttttttttt";

    public SimulatedLastFmBench(SimulatedLastFmOptions? options = null)
    {
        options ??= new SimulatedLastFmOptions();
        Service = new SimulatedLastFm(options with
        {
            Time = Clock,
            Apps = [new SimulatedApp(Key, Secret) { Name = "Anna & <Bob>" }, new SimulatedApp(OtherKey, OtherSecret)],
            Users = [new SimulatedUser("alice", "p@ss w0rd"), new SimulatedUser("Bob", "hunter2") { IsPaying = true }],
        });
    }

    public ManualTimeProvider Clock { get; } = new();

    public SimulatedLastFm Service { get; }

    public string Root { get; init; } = "https://ws.audioscrobbler.com/2.0/";

    public static string Sign(IEnumerable<(string Name, string Value)> parameters, string secret)
    {
        var text = new StringBuilder();
        foreach ((string name, string value) in parameters.Where(p => p.Name is not ("format" or "callback")).OrderBy(p => p.Name, StringComparer.Ordinal))
        {
            text.Append(name).Append(value);
        }

        return Convert.ToHexStringLower(MD5.HashData(Encoding.UTF8.GetBytes(text.Append(secret).ToString())));
    }

    public static string Form(IEnumerable<(string Name, string Value)> parameters) =>
        string.Join('&', parameters.Select(p => $"{Uri.EscapeDataString(p.Name)}={Uri.EscapeDataString(p.Value)}"));

    /// <summary>A signed POST in JSON.</summary>
    public Task<SimulatedReply> CallAsync(string method, params (string Name, string Value)[] parameters) =>
        CallAsAsync(Key, Secret, method, parameters);

    public Task<SimulatedReply> CallAsAsync(string key, string secret, string method, params (string Name, string Value)[] parameters)
    {
        (string, string)[] all = [("method", method), ("api_key", key), ("format", "json"), .. parameters];
        return PostAsync(Root, [.. all, ("api_sig", Sign(all, secret))]);
    }

    public Task<SimulatedReply> PostAsync(string address, params (string Name, string Value)[] parameters) =>
        PostAsync(address, null, parameters);

    public Task<SimulatedReply> PostAsync(string address, string? cookie, params (string Name, string Value)[] parameters)
    {
        List<KeyValuePair<string, string>> headers = [new("Content-Type", "application/x-www-form-urlencoded")];
        if (cookie is not null)
        {
            headers.Add(new("Cookie", cookie));
        }

        var request = new SimulatedRequest("POST", new Uri(address)) { Headers = headers, Body = Encoding.UTF8.GetBytes(Form(parameters)) };
        return Service.HandleAsync(request, CancellationToken.None);
    }

    public Task<SimulatedReply> GetAsync(string address, string? cookie = null)
    {
        var request = new SimulatedRequest("GET", new Uri(address)) { Headers = cookie is null ? [] : [new("Cookie", cookie)] };
        return Service.HandleAsync(request, CancellationToken.None);
    }

    public Task<SimulatedReply> GetAsync(params (string Name, string Value)[] parameters) => GetAsync($"{Root}?{Form(parameters)}");

    public async Task<string> TokenAsync() => Json(await CallAsync("auth.getToken")).GetProperty("token").GetString()!;

    public async Task<string> SessionAsync(string user = "alice")
    {
        string token = await TokenAsync();
        Service.Frobs.TryApprove(token, user).Should().BeTrue();
        return Json(await CallAsync("auth.getSession", ("token", token))).GetProperty("session").GetProperty("key").GetString()!;
    }

    public static JsonElement Json(SimulatedReply reply) => JsonElement.Parse(reply.BodyText);

    public static XElement Xml(SimulatedReply reply) => XDocument.Parse(reply.BodyText).Root!;

    /// <summary>The service's code in a reply of either format; 0 for a success.</summary>
    public static int Code(SimulatedReply reply)
    {
        if (reply.BodyText.StartsWith('<'))
        {
            return (int?)Xml(reply).Element("error")?.Attribute("code") ?? 0;
        }

        return Json(reply).TryGetProperty("error", out JsonElement code) ? code.GetInt32() : 0;
    }
}
