using System.Text.Json;

namespace Auth.Frob.Cli.Tests;

/// <summary>What a run of the command came to.</summary>
internal sealed record Ran(int Exit, string Output, string Error)
{
    public JsonElement Json => JsonElement.Parse(Output);

    public JsonElement Failure => Json.GetProperty("error");
}
