using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Auth.Frob.Outcomes;

/// <summary>The address to send the user to. Its text masks the query, because a frob and a signature may ride there.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
[DebuggerDisplay("{ToString(),nq}")]
[JsonConverter(typeof(MaskedConverter))]
public sealed class ConsentUri
{
    [DebuggerBrowsable(DebuggerBrowsableState.Never)]
    private readonly Uri _address;

    internal ConsentUri(Uri address) => _address = address;

    /// <summary>Gives the address away, to be opened in a browser or shown to the person.</summary>
    /// <returns>The whole address.</returns>
    /// <remarks>Not for logs.</remarks>
    public Uri Reveal() => _address;

    /// <summary>Scheme and host alone: a frob may ride in the path as well as in the query.</summary>
    /// <returns>A text that may be logged.</returns>
    public override string ToString() => $"{_address.GetLeftPart(UriPartial.Authority)}/***";

    private sealed class MaskedConverter : JsonConverter<ConsentUri>
    {
        public override ConsentUri Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            throw new JsonException("A consent address is not read from JSON. Use PendingConsent.FromEnvelope.");

        public override void Write(Utf8JsonWriter writer, ConsentUri value, JsonSerializerOptions options) =>
            writer.WriteStringValue(value.ToString());
    }
}
