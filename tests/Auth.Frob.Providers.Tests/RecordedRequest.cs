using System.Text;
using System.Text.Json;
using Auth.Frob.Testing.Simulation;

namespace Auth.Frob.Providers.Tests;

/// <summary>A request that a client which none of us wrote was seen to send; one line of Recorded/clients.</summary>
public sealed record RecordedRequest(string File, int Line, JsonElement Json)
{
    public static string Folder { get; } = Path.Combine(AppContext.BaseDirectory, "Recorded", "clients");

    public string Provider => Json.GetProperty("provider").GetString()!;

    public string Body => Json.GetProperty("body").GetString()!;

    public string Target => Json.GetProperty("target").GetString()!;

    public string? Signature => Json.GetProperty("api_sig").GetString();

    public string? BaseString => Json.GetProperty("signature_base_string").GetString();

    public string AnsweredBody => Json.GetProperty("answered").GetProperty("body").GetString()!;

    public int AnsweredStatus => Json.GetProperty("answered").GetProperty("status").GetInt32();

    public static IReadOnlyList<RecordedRequest> All()
    {
        var all = new List<RecordedRequest>();
        foreach (string path in Directory.EnumerateFiles(Folder, "*.jsonl").Order(StringComparer.Ordinal))
        {
            string[] lines = System.IO.File.ReadAllLines(path);
            all.AddRange(lines.Select((line, i) => new RecordedRequest(Path.GetFileNameWithoutExtension(path), i + 1, JsonElement.Parse(line))));
        }

        return all;
    }

    public static TheoryData<string, int> Of(string provider)
    {
        var data = new TheoryData<string, int>();
        foreach (RecordedRequest request in All().Where(request => request.Provider == provider))
        {
            data.Add(request.File, request.Line);
        }

        return data;
    }

    public static RecordedRequest Find(string file, int line) => All().Single(request => request.File == file && request.Line == line);

    /// <summary>The bytes that were sent: target, headers and body as they stood on the wire.</summary>
    public SimulatedRequest ToRequest()
    {
        string host = Headers().First(header => header.Key.Equals("Host", StringComparison.OrdinalIgnoreCase)).Value;
        var address = new Uri($"{Json.GetProperty("scheme").GetString()}://{host}{Target}");
        return new SimulatedRequest(Json.GetProperty("verb").GetString()!, address) { Headers = [.. Headers()], Body = Encoding.UTF8.GetBytes(Body) };
    }

    private IEnumerable<KeyValuePair<string, string>> Headers() =>
        Json.GetProperty("headers").EnumerateArray().Select(pair => new KeyValuePair<string, string>(pair[0].GetString()!, pair[1].GetString()!));
}
