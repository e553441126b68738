using System.Text.Json;
using Auth.Frob.Testing;

namespace Auth.Frob.Providers.Tests;

/// <summary>What a server that none of us wrote was seen to answer, and how that answer is accounted for; Recorded/servers.</summary>
public sealed record RecordedExchange(string Server, string Case, JsonElement Json)
{
    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "Recorded", "servers");

    public static JsonElement Accounts { get; } = JsonElement.Parse(System.IO.File.ReadAllText(Path.Combine(Folder, "accounts.json")));

    public JsonElement Request => Json.GetProperty("request");

    public StubHttpReply Reply
    {
        get
        {
            var reply = Json.GetProperty("reply");
            var headers = reply.GetProperty("headers").EnumerateArray().ToDictionary(h => h[0].GetString()!, h => h[1].GetString()!);
            headers.Remove("Content-Type", out var type);
            var read = StubHttpReply.Text(reply.GetProperty("body").GetString()!, type, reply.GetProperty("status").GetInt32());
            return read with { Headers = read.Headers.AddRange(headers) };
        }
    }

    public JsonElement Account => Accounts.GetProperty(Server).GetProperty(Case);

    public static IReadOnlyList<RecordedExchange> All() =>
    [
        .. Directory.EnumerateFiles(Folder, "*.json")
            .Where(path => Path.GetFileName(path) != "accounts.json")
            .Order(StringComparer.Ordinal)
            .SelectMany(path => JsonElement.Parse(System.IO.File.ReadAllText(path)).GetProperty("exchanges").EnumerateArray()
                .Select(e => new RecordedExchange(Path.GetFileNameWithoutExtension(path), e.GetProperty("case").GetString()!, e))),
    ];

    public static RecordedExchange Find(string server, string name) => All().Single(e => e.Server == server && e.Case == name);

    public static TheoryData<string, string> AccountedAs(string account)
    {
        var data = new TheoryData<string, string>();
        foreach (var exchange in All().Where(e => e.Account.GetProperty("as").GetString() == account))
            data.Add(exchange.Server, exchange.Case);
        return data;
    }
}
