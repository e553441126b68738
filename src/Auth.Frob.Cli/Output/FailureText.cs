using System.Text.Json;

namespace Auth.Frob.Cli.Output;

/// <summary>A failure for people (two lines on standard error) or for programs (one object on standard output).</summary>
internal static class FailureText
{
    public static void Write(Surroundings around, CommandFailure failure, bool isJson)
    {
        if (isJson && Wrote(around.Output, Json(failure)))
            return;
        Wrote(around.Error, PlainText.Lines(failure.Message + Environment.NewLine + failure.Remedy));
    }

    // Where not even the failure can be written, the exit code says it.
    private static bool Wrote(TextWriter writer, string text)
    {
        try
        {
            writer.WriteLine(text);
            return true;
        }
        catch (IOException)
        {
            return false;
        }
    }

    private static string Json(CommandFailure failure) => JsonText.Object(json => json.WriteFailure(failure));

    /// <summary>Writes the member <c>error</c>.</summary>
    public static void WriteFailure(this Utf8JsonWriter json, CommandFailure failure)
    {
        json.WriteStartObject("error");
        json.WriteString("kind", failure.Kind);
        json.WriteString("code", failure.Code);
        json.WriteString("message", failure.Message);
        json.WriteString("remedy", failure.Remedy);
        json.WriteEndObject();
    }
}
