using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Auth.Frob.Cli.Hosting;
using Auth.Frob.Cli.Output;

namespace Auth.Frob.Cli.Commands;

/// <summary>Shows every flow signing in against simulated services.</summary>
internal static class DemoCommand
{
    public static ExampleCommand Create(Surroundings around)
    {
        var open = new Option<bool>("--open")
        {
            Description = "Open the consent pages in your browser, one after the other, and wait for you to allow access; by the wall's clock.",
        };
        var provider = CommandLineParts.Text("--provider", "PROVIDER", "Only this provider.");
        var flow = CommandLineParts.Text("--flow", "FLOW", "Only flows of this name.");
        var json = CommandLineParts.Json();
        var command = new ExampleCommand(
            "demo",
            "Sign in by every flow against simulated services on this machine, and verify each grant. The simulated user is given the "
                + $"consent address alone. Clients and services live by a clock that runs {Demo.Hurry} times faster, so that polling is quick; "
                + "the times shown are real.",
            "frob demo",
            $"frob demo --provider {around.Providers[0].Id}",
            "frob demo --open")
        {
            open, provider, flow, json,
        };
        command.SetAction((parse, cancellationToken) =>
        {
            var choice = new DemoChoice(parse.GetValue(provider), parse.GetValue(flow));
            if (choice.IsNarrow && choice.Fault(around.Simulate(new SimulationOrder())) is { } fault)
                throw CommandFailure.Usage(fault);
            return RunAsync(around, choice, (parse.GetValue(open), parse.GetValue(json)), cancellationToken);
        });
        return command;
    }

    private static async Task<int> RunAsync(
        Surroundings around, DemoChoice choice, (bool Opens, bool IsJson) how, CancellationToken cancellationToken)
    {
        var screen = new Screen(around);
        var rows = how.Opens
            ? await new OpenDemo(around, choice, how.IsJson).RunAsync(cancellationToken)
            : await Simulated(around, choice, screen, how.IsJson).RunAsync(cancellationToken);
        if (how.IsJson)
            screen.Line(Json(rows));
        else
            Summary(screen, rows);
        return rows.Count > 0 && rows.All(static r => r.IsVerified) ? ExitCode.Done : ExitCode.Differs;
    }

    private static Demo Simulated(Surroundings around, DemoChoice choice, Screen screen, bool isJson) =>
        isJson ? new Demo(around) { Choice = choice } : new Demo(around)
        {
            Choice = choice,
            Begun = (provider, flow) => screen.Line($"{provider} {flow}"),
            Stepped = step => screen.Line($"  {step.Name,-9}{Text(step.Milliseconds),8} ms"),
            Ended = row => screen.Line(row.IsVerified ? $"  verified: {row.Verified!.Account.Name}" : $"  {row.Failure?.Message}"),
        };

    private static void Summary(Screen screen, IReadOnlyList<DemoRow> rows)
    {
        screen.Line();
        (string Name, Func<DemoRow, string> Cell)[] columns =
        [
            ("Provider", static r => r.Provider),
            ("Flow", static r => r.Flow),
            ("Signed in as", static r => r.Verified?.Account.Name ?? "-"),
            ("Permissions", r => Permissions(r, screen.IsNarrow)),
            ("Steps", static r => string.Join(", ", r.Steps.Select(static s => s.Name))),
            ("ms", static r => Text(r.Steps.Sum(static s => s.Milliseconds))),
            ("Verified", static r => r.IsVerified ? "yes" : "no"),
        ];
        // The steps were just shown, line by line.
        var shown = columns.Where(c => !screen.IsNarrow || c.Name != "Steps").ToArray();
        screen.Table("", shown.Select(static c => c.Name), rows.Select(r => shown.Select(c => c.Cell(r))));
        screen.Line($"{rows.Count(static r => r.IsVerified)} of {rows.Count} flows signed in and verified.");
        foreach (var row in rows.Where(static r => !r.IsVerified))
            screen.Aside($"{row.Provider} {row.Flow} {row.Failure?.Message}");
    }

    private static string Permissions(DemoRow row, bool isShort)
    {
        var granted = (row.Verified?.Permissions ?? Outcomes.Permissions.None).Where(p => !isShort || p.Value != "none");
        var text = string.Join(' ', granted.Select(static p => $"{p.Key}={p.Value}"));
        return text.Length > 0 ? text : "-";
    }

    private static string Json(IReadOnlyList<DemoRow> rows) => JsonText.Write(json =>
    {
        json.WriteStartArray();
        foreach (var row in rows)
        {
            json.WriteStartObject();
            Members(json, row);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    });

    private static void Members(Utf8JsonWriter json, DemoRow row)
    {
        json.WriteString("provider", row.Provider);
        json.WriteString("flow", row.Flow);
        json.WriteBoolean("ok", row.IsVerified);
        json.WriteString("account", row.Verified?.Account.Name);
        json.WriteMembers("permissions", row.Verified?.Permissions ?? Outcomes.Permissions.None);
        json.WriteArray("steps", row.Steps, step =>
        {
            json.WriteStartObject();
            json.WriteString("name", step.Name);
            json.WriteNumber("ms", step.Milliseconds);
            json.WriteEndObject();
        });
        if (row.Failure is not null)
            json.WriteFailure(row.Failure);
    }

    private static string Text(double milliseconds) => milliseconds.ToString("0.0", CultureInfo.InvariantCulture);
}
