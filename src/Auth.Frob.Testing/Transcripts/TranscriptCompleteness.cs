namespace Auth.Frob.Testing.Transcripts;

/// <summary>What a provider's own transcript may not leave open.</summary>
internal static class TranscriptCompleteness
{
    public static IEnumerable<string> Faults(Transcript transcript)
    {
        if (transcript.Title.Length == 0)
            yield return $"{transcript.File}: title is missing";
        if (transcript.Source.Length == 0)
            yield return $"{transcript.File}: source is missing: say where the replies come from";
        for (var i = 0; i < transcript.Exchanges.Length; i++)
        {
            var expect = transcript.Exchanges[i].Expect;
            if (expect.IsPartial)
                yield return $"{transcript.File}: exchanges[{i}].expect is partial";
            if (expect.Method is null || expect.Url is null)
                yield return $"{transcript.File}: exchanges[{i}].expect names no method or no url";
            if (expect.Parameters is null && (expect.Query is null || (expect.Form is null && expect.Json is null)))
                yield return $"{transcript.File}: exchanges[{i}].expect names neither parameters, nor query together with form or json";
        }
    }
}
