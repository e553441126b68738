using System.Buffers;
using System.Text;
using System.Text.Json;
using Auth.Frob.Outcomes;

namespace Auth.Frob.Testing.Transcripts;

/// <summary>Makes the stored grant of a transcript that only verifies, the way an application would: from an envelope.</summary>
internal static class ReplayGrant
{
    public static Grant Make(TranscriptGrant stored, Transcript transcript, FrobClient client)
    {
        var buffer = new ArrayBufferWriter<byte>(512);
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteNumber("grant", Grant.CurrentVersion);
            json.WriteStartObject("origin");
            json.WriteString("instance", client.Instance);
            json.WriteString("provider", client.Provider.Id);
            json.WriteString("flow", transcript.Flow);
            json.WriteString("keyPrint", client.KeyPrint);
            json.WriteEndObject();
            json.WriteStartObject("credential");
            json.WriteString("token", stored.Token);
            Optional(json, "tokenSecret", stored.TokenSecret);
            json.WriteString("grantedAt", transcript.Now);
            json.WriteEndObject();
            Texts(json, "account", stored.Account);
            Texts(json, "permissions", stored.Permissions);
            Texts(json, "extras", stored.Extras);
            json.WriteEndObject();
        }
        return Grant.FromEnvelope(Encoding.UTF8.GetString(buffer.WrittenSpan));
    }

    private static void Optional(Utf8JsonWriter json, string name, string? value)
    {
        if (value is not null)
            json.WriteString(name, value);
    }

    private static void Texts<T>(Utf8JsonWriter json, string name, IEnumerable<KeyValuePair<string, T>> texts)
        where T : class?
    {
        json.WriteStartObject(name);
        foreach (var (key, value) in texts)
            Optional(json, key, value as string);
        json.WriteEndObject();
    }
}
