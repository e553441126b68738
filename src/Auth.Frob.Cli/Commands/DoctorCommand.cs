using System.CommandLine;
using Auth.Frob.Cli.Diagnosis;
using Auth.Frob.Cli.Hosting;
using Auth.Frob.Cli.Output;

namespace Auth.Frob.Cli.Commands;

/// <summary>Looks at all that a sign-in needs, and says what is wrong and what to do.</summary>
internal sealed class DoctorCommand
{
    private readonly Surroundings _around;
    private readonly Argument<string?> _provider;
    private readonly AppOptions _app = new();
    private readonly StoreOptions _store = new();
    private readonly Option<bool> _json = CommandLineParts.Json();

    private DoctorCommand(Surroundings around)
    {
        _around = around;
        string[] ids = [.. around.Providers.Select(static p => p.Id)];
        _provider = new Argument<string?>("PROVIDER")
        {
            HelpName = "PROVIDER",
            Arity = ArgumentArity.ZeroOrOne,
            Description = $"One of: {string.Join(", ", ids)}; by default all that have a key.",
        };
        _provider.CompletionSources.Add(ids);
    }

    public static ExampleCommand Create(Surroundings around)
    {
        var doctor = new DoctorCommand(around);
        var command = new ExampleCommand(
            "doctor",
            "Look at the keyring, the store, the browser, the loopback address, the terminal, the clock, keys and addresses: what is wrong, and what to do. "
                + "Services are asked for the time alone. Exits with 1 where something is bad.",
            "frob doctor",
            $"frob doctor {around.Providers[0].Id}",
            "frob doctor --json")
        {
            doctor._provider, doctor._json,
        };
        doctor._app.AddTo(command);
        doctor._store.AddTo(command);
        command.SetAction(doctor.RunAsync);
        return command;
    }

    private async Task<int> RunAsync(ParseResult parse, CancellationToken cancellationToken)
    {
        var asked = parse.GetValue(_provider) is { } id ? _around.Find(id) : null;
        using var store = await TriedStore.OfAsync(token => _store.OpenAsync(parse, _around, token), cancellationToken);
        List<string> faults = [];
        List<AppFound> apps = [];
        foreach (var known in asked is null ? _around.Providers : [asked])
            apps.Add(await AppFound.OfAsync(_around, store, _app.Read(parse, _around, known, faults), cancellationToken) with { IsAsked = asked is not null });
        if (faults.Count > 0)
            throw CommandFailure.Usage(string.Join(" ", faults.Distinct(StringComparer.Ordinal)));
        List<Finding> found = [];
        foreach (var check in Checks(store, apps))
            found.AddRange(await check.RunAsync(cancellationToken));
        Write(new Screen(_around), found, parse.GetValue(_json));
        return found.Any(static f => f.Verdict == Verdict.Bad) ? ExitCode.Differs : ExitCode.Done;
    }

    private IEnumerable<Check> Checks(TriedStore store, IReadOnlyList<AppFound> apps)
    {
        var machine = _around.Machine();
        yield return new KeyringCheck(_around.Keyring);
        yield return new StoreCheck(store);
        yield return new GrantsCheck(store, apps);
        yield return new BrowserCheck(machine, _around.Environment);
        yield return new LoopbackCheck(_around.Time);
        yield return new TerminalCheck(machine, _around);
        yield return new KeysCheck(apps);
        yield return new AddressCheck(apps, _around.Time);
        yield return new ClockCheck(apps, _around.Time);
    }

    private static void Write(Screen screen, List<Finding> found, bool isJson)
    {
        if (isJson)
        {
            screen.Line(Json(found));
            return;
        }
        screen.TableOrList(
            "", ["Check", "Verdict", "Found", "What to do"], found.Select(static f => (string[])[f.Check, Word(f.Verdict), f.Found, f.Remedy ?? "-"]));
        var (bad, warn) = (found.Count(static f => f.Verdict == Verdict.Bad), found.Count(static f => f.Verdict == Verdict.Warn));
        screen.Line(bad > 0 ? $"{bad} bad, {warn} to know of." : warn > 0 ? $"Nothing is bad; {warn} to know of." : "All is well.");
    }

    private static string Word(Verdict verdict) => verdict switch { Verdict.Ok => "ok", Verdict.Warn => "warn", _ => "bad" };

    private static string Json(List<Finding> found) => JsonText.Object(json =>
    {
        json.WriteBoolean("ok", found.All(static f => f.Verdict != Verdict.Bad));
        json.WriteArray("checks", found, finding =>
        {
            json.WriteStartObject();
            json.WriteString("check", finding.Check);
            json.WriteString("verdict", Word(finding.Verdict));
            json.WriteString("found", finding.Found);
            json.WriteString("remedy", finding.Remedy);
            json.WriteEndObject();
        });
    });
}
