namespace Auth.Frob.Cli.Output;

/// <summary>A failure for people (two lines on standard error) or for programs (one object on standard output).</summary>
internal static class FailureText
{
    public static void Write(Surroundings around, CommandFailure failure, bool isJson)
    {
        if (isJson)
        {
            around.Output.WriteLine(Json(failure));
            return;
        }
        around.Error.WriteLine(failure.Message);
        around.Error.WriteLine(failure.Remedy);
    }

    private static string Json(CommandFailure failure) => JsonText.Object(json =>
    {
        json.WriteStartObject("error");
        json.WriteString("kind", failure.Kind);
        json.WriteString("code", failure.Code);
        json.WriteString("message", failure.Message);
        json.WriteString("remedy", failure.Remedy);
        json.WriteEndObject();
    });
}
