using System.CommandLine;
using Auth.Frob.Cli.Output;
using Auth.Frob.Recipes;
using Auth.Frob.Testing.Transcripts;

namespace Auth.Frob.Cli.Commands;

/// <summary>Runs transcripts against the recipes, without a network.</summary>
internal static class ReplayCommand
{
    public static ExampleCommand Create(Surroundings around)
    {
        var files = new Argument<string[]>("FILE") { Arity = ArgumentArity.OneOrMore, Description = "Transcripts, one JSON file each." };
        var json = CommandLineParts.Json();
        var command = new ExampleCommand(
            "replay", "Replay transcripts against the recipes, without a network, and say where they differ.", "frob replay conformance/*.json",
            "frob replay login.json --json")
        {
            files, json,
        };
        command.SetAction((parse, cancellationToken) =>
            RunAsync(around, parse.GetRequiredValue(files), parse.GetValue(json), cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(Surroundings around, string[] files, bool isJson, CancellationToken cancellationToken)
    {
        var transcripts = await LoadAsync(around, files, cancellationToken);
        List<ReplayReport> reports = [];
        foreach (var transcript in transcripts)
        {
            reports.Add(await TranscriptReplay.RunAsync(
                transcript, id => Recipe(around, id), cancellationToken));
        }
        var shown = reports.Select(r => (Report: r, Differences: Shown(around, r))).ToList();
        if (isJson)
            around.Output.WriteLine(Json(shown));
        else
            Lines(new Screen(around), shown);
        return reports.All(static r => r.Agrees) ? ExitCode.Done : ExitCode.Differs;
    }

    private static FrobProvider? Recipe(Surroundings around, string id) => around.Providers.FirstOrDefault(p => p.Id == id)?.Recipe;

    private static string[] Shown(Surroundings around, ReplayReport report) =>
        [.. MaskedDifferences.Of(report, SecretNames.Of(Recipe(around, report.Transcript.Provider)))];

    private static async Task<List<Transcript>> LoadAsync(Surroundings around, string[] files, CancellationToken cancellationToken)
    {
        List<Transcript> transcripts = [];
        List<string> faults = [];
        foreach (var file in files)
        {
            try
            {
                var transcript = await Transcript.LoadAsync(file, cancellationToken);
                transcripts.Add(transcript);
                if (Recipe(around, transcript.Provider) is null)
                    faults.Add($"{file}: {UsageText.NoSuch("provider", transcript.Provider, around.Providers.Select(static p => p.Id))}");
            }
            catch (TranscriptFormatException fault)
            {
                faults.Add(fault.Message);
            }
            catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or ArgumentException)
            {
                faults.Add($"{file}: can't be read.");
            }
        }
        return faults.Count == 0
            ? transcripts
            : throw CommandFailure.Usage(string.Join(Environment.NewLine, faults), "Give files that hold one transcript each, of a provider that is there.");
    }

    private static void Lines(Screen screen, List<(ReplayReport Report, string[] Differences)> reports)
    {
        foreach (var (report, differences) in reports)
        {
            screen.Line($"{(report.Agrees ? "agrees " : "differs")}  {report.Transcript.File}  {report.Transcript.Title}");
            foreach (var difference in differences)
                screen.Line($"         {difference}");
        }
        screen.Line($"{reports.Count(static r => r.Report.Agrees)} of {reports.Count} transcripts agree.");
    }

    private static string Json(List<(ReplayReport Report, string[] Differences)> reports) => JsonText.Write(json =>
    {
        json.WriteStartArray();
        foreach (var (report, differences) in reports)
        {
            json.WriteStartObject();
            json.WriteString("file", report.Transcript.File);
            json.WriteString("title", report.Transcript.Title);
            json.WriteBoolean("ok", report.Agrees);
            json.WriteArray("differences", differences, json.WriteStringValue);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    });
}
