using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace Auth.Frob.Outcomes;

/// <summary>Envelopes as JSON, without reflection and without type names.</summary>
[JsonSourceGenerationOptions(
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(PendingEnvelope))]
[JsonSerializable(typeof(GrantEnvelope))]
internal sealed partial class EnvelopeJson : JsonSerializerContext
{
    /// <summary>Looks at the version first: a newer envelope is newer, whatever else it lacks.</summary>
    public static T Read<T>(string envelope, string what, int current, JsonTypeInfo<T> type) where T : class
    {
        ArgumentNullException.ThrowIfNull(envelope);
        try
        {
            var mark = what == "grant" ? "grant" : "pending";
            using var document = JsonDocument.Parse(envelope);
            if (document.RootElement.ValueKind != JsonValueKind.Object || !document.RootElement.TryGetProperty(mark, out var version))
                throw new FormatException($"The envelope holds no {what}.");
            if (!version.TryGetInt32(out var number) || number < 1)
                throw Damaged(what);
            if (number > current)
                throw new FormatException($"The envelope's {what} has version {number}; this library reads up to {current}. Use a newer Auth.Frob.");
            return document.RootElement.Deserialize(type) ?? throw Damaged(what);
        }
        catch (Exception fault) when (fault is JsonException or InvalidOperationException)
        {
            // The serializer's own message may quote what it could not read.
            throw Damaged(what);
        }
    }

    public static FormatException Damaged(string what) => new($"The envelope of this {what} is damaged. Begin again.");
}
