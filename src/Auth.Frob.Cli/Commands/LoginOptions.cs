using System.CommandLine;
using Auth.Frob.Cli.Hosting;
using Auth.Frob.Cli.Output;
using Auth.Frob.Outcomes;
using Auth.Frob.Recipes;

namespace Auth.Frob.Cli.Commands;

/// <summary>The options of <c>frob login</c>, and how they are read.</summary>
internal sealed class LoginOptions(Surroundings around)
{
    private readonly Argument<string> _provider = CommandLineParts.Provider(around);
    private readonly AppOptions _app = new();
    private readonly StoreOptions _store = new();
    private readonly Option<string?> _flow = CommandLineParts.Text("--flow", "FLOW", "The flow; by default the first that fits here. See frob describe.");
    private readonly Option<string?> _way = CommandLineParts.Text(
        "--way", "WAY", $"How the program learns of your consent: {string.Join(", ", Ways.Names)}. By default what service and machine allow.");

    private readonly Option<bool> _noBrowser = new("--no-browser") { Description = "Open no browser; the address is shown in any case." };
    private readonly Option<string[]> _permission = CommandLineParts.Many("--permission", "AREA=LEVEL", "What to ask for; may be repeated.");
    private readonly Option<string?> _username = CommandLineParts.Text("--username", "NAME", "The user's name, for flows without a consent page.");
    private readonly Option<string?> _callback = CommandLineParts.Text("--callback", "URL", "Where the browser shall be sent.");
    private readonly Option<string?> _account = CommandLineParts.Text("--account", "NAME", "The account it must be; another one is refused and not kept.");
    private readonly Option<bool> _yes = new("--yes") { Description = "Keep the sign-in without asking." };
    private readonly Option<bool> _noStore = new("--no-store") { Description = "Show the grant and keep nothing." };
    private readonly Option<bool> _showToken = new("--show-token") { Description = "Show the token in plain." };
    private readonly Option<bool> _json = CommandLineParts.Json();

    public void AddTo(Command command)
    {
        _way.CompletionSources.Add([.. Ways.Names]);
        command.Arguments.Add(_provider);
        command.Options.Add(_flow);
        command.Options.Add(_way);
        command.Options.Add(_noBrowser);
        _app.AddTo(command);
        foreach (var option in new Option[] { _permission, _username, _callback, _account, _yes, _noStore, _showToken })
            command.Options.Add(option);
        _store.AddTo(command);
        command.Options.Add(_json);
    }

    /// <summary>Opens the store that was asked for.</summary>
    public ValueTask<CommandStore> OpenAsync(ParseResult parse, CancellationToken cancellationToken) => _store.OpenAsync(parse, around, cancellationToken);

    /// <summary>Reads all but what frob configure kept.</summary>
    public LoginOrder Read(ParseResult parse, List<string> faults)
    {
        var known = around.Find(parse.GetRequiredValue(_provider));
        var asked = parse.GetValue(_flow);
        var flow = asked is null ? null : known.Recipe.Flows.FirstOrDefault(f => string.Equals(f.Name, asked, StringComparison.OrdinalIgnoreCase));
        if (asked is not null && flow is null)
            faults.Add($"{known.Recipe.DisplayName}: {UsageText.NoSuch("flow", asked, known.Recipe.Flows.Select(static f => f.Name))}");
        else if (flow is not null)
            faults.AddRange(Unfit(parse, flow));
        var callback = Address(parse.GetValue(_callback), faults);
        return new LoginOrder
        {
            App = _app.Read(parse, around, known, faults),
            Flow = flow,
            IsFlowUnknown = asked is not null && flow is null,
            Way = Ways.Read(parse.GetValue(_way), faults),
            OpensBrowser = !parse.GetValue(_noBrowser),
            Permissions = CommandLineParts.Pairs("--permission", parse.GetValue(_permission) ?? [], faults)
                .Aggregate(Permissions.None, static (all, pair) => all.With(pair.Name, pair.Value)),
            Callback = callback,
            IsCallbackJudged = (asked is not null && flow is null) || (callback is null && parse.GetValue(_callback) is not null),
            Username = parse.GetValue(_username),
            Password = around.Environment("FROB_PASSWORD"),
            Account = parse.GetValue(_account),
            IsKeptUnasked = parse.GetValue(_yes),
            IsKept = !parse.GetValue(_noStore),
            ShowsToken = parse.GetValue(_showToken),
            IsJson = parse.GetValue(_json),
        };
    }

    // The core checks a consent flow's callback itself; what a request has no place for must be found here.
    private IEnumerable<string> Unfit(ParseResult parse, FrobFlow flow)
    {
        if (flow is ConsentFlow && parse.GetValue(_username) is not null)
            yield return $"--username does not apply: the flow '{flow.Name}' asks for the user's name on its consent page.";
        if (flow is DirectFlow && parse.GetValue(_callback) is not null)
            yield return $"--callback does not apply: the flow '{flow.Name}' has no consent page that could send the browser anywhere.";
        if (flow is DirectFlow && parse.GetValue(_permission) is { Length: > 0 })
            yield return $"--permission does not apply: the flow '{flow.Name}' has no consent page that could ask for it.";
    }

    private static Uri? Address(string? text, List<string> faults)
    {
        if (text is null || Uri.TryCreate(text, UriKind.Absolute, out _))
            return text is null ? null : new Uri(text);
        faults.Add("--callback takes an absolute address.");
        return null;
    }
}
