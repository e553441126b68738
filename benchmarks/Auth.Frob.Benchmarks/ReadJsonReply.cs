using System.Text.Json;
using BenchmarkDotNet.Attributes;

namespace Auth.Frob.Benchmarks;

/// <summary>A session reply in JSON, against a Utf8JsonReader that knows where everything stands and takes the same strings.</summary>
public class ReadJsonReply : Subject
{
    public override string Name => "session reply, JSON";

    public override double? MostTimes => 2.0;

    public override long? MostBytes => 768;

    [Benchmark(Baseline = true)]
    public override int Limit()
    {
        var json = new Utf8JsonReader(SessionReply.Json);
        string? key = null, name = null;
        var subscriber = 0;
        while (json.Read())
        {
            if (json.TokenType != JsonTokenType.PropertyName)
                continue;
            if (json.ValueTextEquals("name"u8))
                name = json.Read() ? json.GetString() : null;
            else if (json.ValueTextEquals("key"u8))
                key = json.Read() ? json.GetString() : null;
            else if (json.ValueTextEquals("subscriber"u8))
                subscriber = json.Read() ? json.GetInt32() : 0;
        }
        return key!.Length + name!.Length + subscriber;
    }

    [Benchmark]
    public override int Ours() => SessionReply.Read(SessionReply.Json);
}
