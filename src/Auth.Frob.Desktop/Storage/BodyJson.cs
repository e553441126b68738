using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace Auth.Frob.Desktop.Storage;

/// <summary>The content of entries as JSON, without reflection. Members with a default may be missing; unknown ones are passed over.</summary>
[JsonSourceGenerationOptions(
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(GrantBody))]
[JsonSerializable(typeof(AppKeyBody))]
internal sealed partial class BodyJson : JsonSerializerContext
{
    /// <summary>Reads a content; null where it makes no sense.</summary>
    public static T? Read<T>(ReadOnlySpan<byte> content, JsonTypeInfo<T> type) where T : class
    {
        try
        {
            return JsonSerializer.Deserialize(content, type);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}

/// <summary>A grant as an entry holds it.</summary>
internal sealed record GrantBody(
    string Instance, string Account, string Version, string Grant, string? Owner = null, GrantMark? Dead = null);

/// <summary>Why and since when a grant is dead.</summary>
internal sealed record GrantMark(string Why, DateTimeOffset When);

/// <summary>An application's key as an entry holds it.</summary>
internal sealed record AppKeyBody(string Instance, string ApiKey, string? SharedSecret = null, Dictionary<string, string>? Settings = null);
