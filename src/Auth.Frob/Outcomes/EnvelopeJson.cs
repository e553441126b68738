using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace Auth.Frob.Outcomes;

[JsonSourceGenerationOptions(
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    RespectNullableAnnotations = true)]
[JsonSerializable(typeof(PendingEnvelope))]
[JsonSerializable(typeof(GrantEnvelope))]
internal sealed partial class EnvelopeJson : JsonSerializerContext
{
    /// <summary>Reads an envelope whose member <paramref name="member"/> is its version.</summary>
    public static T Read<T>(string envelope, JsonTypeInfo<T> type, string member, int current, string what)
        where T : class
    {
        ArgumentNullException.ThrowIfNull(envelope);
        var utf8 = Encoding.UTF8.GetBytes(envelope);
        try
        {
            // Before the rest: a newer version may have another shape and is not damaged.
            CheckVersion(Version(utf8, member), current, what);
            return JsonSerializer.Deserialize(utf8, type) ?? throw Damaged(what);
        }
        catch (Exception fault) when (fault is JsonException or InvalidOperationException)
        {
            // The serializer's own message may quote what it could not read.
            throw Damaged(what);
        }
    }

    /// <summary>A list's values: the serializer lets null through there.</summary>
    public static Dictionary<string, string> Whole(Dictionary<string, string> values, string what) =>
        values.ContainsValue(null!) ? throw Damaged(what) : values;

    public static FormatException Damaged(string what) => new($"The envelope is damaged or holds no {what}. Begin again.");

    private static void CheckVersion(int version, int current, string what)
    {
        if (version < 1)
            throw new FormatException($"The envelope holds no {what}: its version is missing.");
        if (version > current)
            throw new FormatException($"The envelope of this {what} has version {version}; this library reads up to {current}. Use a newer Auth.Frob.");
    }

    private static int Version(ReadOnlySpan<byte> utf8, string member)
    {
        var json = new Utf8JsonReader(utf8);
        json.Read();
        if (json.TokenType != JsonTokenType.StartObject)
            return 0;
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            var isVersion = json.ValueTextEquals(member);
            json.Read();
            if (isVersion)
                return json.TokenType == JsonTokenType.Number && json.TryGetInt32(out var version) ? version : 0;
            json.Skip();
        }
        return 0;
    }
}
