using Auth.Frob.Cli.Output;

namespace Auth.Frob.Cli.Commands;

/// <summary>Asks the services whether kept grants are still good, and marks them.</summary>
internal static class VerifyCommand
{
    public static ExampleCommand Create(Surroundings around)
    {
        var provider = CommandLineParts.AnyProvider(around);
        var account = CommandLineParts.Account();
        var app = new AppOptions();
        var store = new StoreOptions();
        var json = CommandLineParts.Json();
        var command = new ExampleCommand(
            "verify",
            "Ask the service whether kept sign-ins are still good, and mark them as live or dead. Exits with 3 where one is dead.",
            $"frob verify {around.Providers[0].Id}", "frob verify", $"frob verify {around.Providers[0].Id} --account alice")
        {
            provider, account,
        };
        app.AddTo(command);
        store.AddTo(command);
        command.Options.Add(json);
        command.SetAction(async (parse, cancellationToken) =>
        {
            var asked = parse.GetValue(provider);
            var instance = KeptGrants.Instance(around, asked, app.Name(parse));
            if (asked is null && app.AreGiven(parse))
                throw CommandFailure.Usage("Key, secret and settings are one provider's: name it.", "Write frob verify PROVIDER, with these options.");
            List<string> faults = [];
            AppOrder? given = asked is null ? null : app.Read(parse, around, around.Find(asked), faults);
            if (faults.Count > 0)
                throw CommandFailure.Usage(string.Join(" ", faults));
            using var opened = await store.OpenAsync(parse, around, cancellationToken);
            var kept = await KeptGrants.OfAsync(opened, instance, parse.GetValue(account), cancellationToken);
            if (kept.Count == 0)
                throw await KeptGrants.NoneAsync(opened, instance, parse.GetValue(account), cancellationToken);
            var run = new VerifyRun(around, opened);
            List<VerifyRow> rows = [];
            foreach (var one in kept)
                rows.Add(await run.RunAsync(one, given, cancellationToken));
            Write(new Screen(around), rows, parse.GetValue(json));
            return rows.Select(static r => r.Failure?.ExitCode ?? ExitCode.Done).Aggregate(Worse);
        });
        return command;
    }

    // A dead one is what was asked about; whatever else went wrong stands behind it.
    private static int Worse(int one, int other) => one == ExitCode.Refused || other == ExitCode.Refused ? ExitCode.Refused : Math.Max(one, other);

    private static void Write(Screen screen, IReadOnlyList<VerifyRow> rows, bool isJson)
    {
        if (isJson)
        {
            screen.Line(JsonText.Write(json =>
            {
                json.WriteStartArray();
                foreach (var row in rows)
                {
                    json.WriteStartObject();
                    json.WriteKept(row.Kept);
                    json.WriteString("outcome", row.Outcome);
                    if (row.Failure is not null)
                        json.WriteFailure(row.Failure);
                    json.WriteEndObject();
                }
                json.WriteEndArray();
            }));
            return;
        }
        foreach (var row in rows)
        {
            screen.Line($"{KeptText.Service(row.Kept),-12} {KeptGrants.AccountOf(row.Kept),-16} {row.Outcome}");
            if (row.Failure is null)
                continue;
            screen.Aside(row.Failure.Message);
            screen.Aside(row.Failure.Remedy);
        }
    }
}
