using System.Text.Json;
using System.Text.Json.Serialization;

namespace Auth.Frob.Outcomes;

[JsonSourceGenerationOptions(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(PendingEnvelope))]
[JsonSerializable(typeof(GrantEnvelope))]
internal sealed partial class EnvelopeJson : JsonSerializerContext
{
    public static T Read<T>(string envelope, System.Text.Json.Serialization.Metadata.JsonTypeInfo<T> type, string what)
        where T : class
    {
        ArgumentNullException.ThrowIfNull(envelope);
        try
        {
            return JsonSerializer.Deserialize(envelope, type) ?? throw new FormatException($"The envelope holds no {what}.");
        }
        catch (JsonException)
        {
            // The serializer's own message may quote what it could not read.
            throw new FormatException($"The envelope is damaged or holds no {what}. Begin again.");
        }
    }

    public static int CheckVersion(int version, int current, string what) => version switch
    {
        < 1 => throw new FormatException($"The envelope holds no {what}: its version is missing."),
        _ when version > current => throw new FormatException(
            $"The envelope of this {what} has version {version}; this library reads up to {current}. Use a newer Auth.Frob."),
        _ => version,
    };
}
