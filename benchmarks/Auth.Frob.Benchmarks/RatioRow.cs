using System.Text.Json.Serialization;

namespace Auth.Frob.Benchmarks;

/// <summary>What one subject came to.</summary>
internal sealed record RatioRow(
    [property: JsonPropertyName("subject")] string Subject,
    [property: JsonPropertyName("ratio")] double Ratio,
    [property: JsonPropertyName("bytes")] long Bytes,
    [property: JsonPropertyName("must")] string Must,
    [property: JsonPropertyName("ok")] bool Ok);
