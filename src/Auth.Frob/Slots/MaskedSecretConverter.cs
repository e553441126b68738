using System.Text.Json.Serialization;

namespace Auth.Frob.Slots;

/// <summary>Writes the mask. Reading is refused: a masked secret that came back would overwrite a real one.</summary>
internal sealed class MaskedSecretConverter : JsonConverter<Secret>
{
    public override Secret Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        throw new JsonException("A secret is not read from JSON. Use FromEnvelope, or wrap the text with new Secret(...).");

    public override void Write(Utf8JsonWriter writer, Secret value, JsonSerializerOptions options) => writer.WriteStringValue(Secret.Mask);
}
