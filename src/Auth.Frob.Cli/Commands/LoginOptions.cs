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
    private readonly Option<string?> _flow = CommandLineParts.Text("--flow", "FLOW", "The flow; by default the provider's first. See frob describe.");
    private readonly Option<string?> _key = CommandLineParts.Text("--api-key", "KEY", "The application's key; or the variable PROVIDER_API_KEY.");
    private readonly Option<string?> _secret = CommandLineParts.Text("--secret", "SECRET", "The shared secret; or the variable PROVIDER_SHARED_SECRET.");
    private readonly Option<string?> _api = CommandLineParts.Text("--api", "URL", "The API's address; the same as --set api=URL.");
    private readonly Option<string?> _consent = CommandLineParts.Text("--consent", "URL", "The consent page's address; the same as --set consent=URL.");
    private readonly Option<string[]> _set = CommandLineParts.Many("--set", "NAME=VALUE", "A setting of the provider; may be repeated.");
    private readonly Option<string[]> _standing = CommandLineParts.Many(
        "--standing", "NAME=VALUE", "A fixed parameter to send with every call and link, for what a service began to ask for; may be repeated.");
    private readonly Option<string[]> _permission = CommandLineParts.Many("--permission", "AREA=LEVEL", "What to ask for; may be repeated.");
    private readonly Option<string?> _username = CommandLineParts.Text("--username", "NAME", "The user's name, for flows without a consent page.");
    private readonly Option<string?> _callback = CommandLineParts.Text("--callback", "URL", "Where the browser shall be sent.");
    private readonly Option<bool> _showToken = new("--show-token") { Description = "Show the token in plain." };
    private readonly Option<bool> _json = CommandLineParts.Json();

    public void AddTo(Command command)
    {
        command.Arguments.Add(_provider);
        Option[] options = [_flow, _key, _secret, _api, _consent, _set, _standing, _permission, _username, _callback, _showToken, _json];
        foreach (var option in options)
            command.Options.Add(option);
    }

    public LoginOrder Read(ParseResult parse, Surroundings around, List<string> faults)
    {
        var known = around.Find(parse.GetRequiredValue(_provider));
        var asked = parse.GetValue(_flow);
        var flow = Flow(known, asked);
        if (flow is null)
            faults.Add($"{known.Recipe.DisplayName}: {UsageText.NoSuch("flow", asked!, known.Recipe.Flows.Select(static f => f.Name))}");
        else
            faults.AddRange(Unfit(parse, flow));
        var callback = Address(parse.GetValue(_callback), faults);
        return new LoginOrder
        {
            Provider = known,
            Flow = flow ?? known.Recipe.Flows.FirstOrDefault(static f => f is ConsentFlow) ?? known.Recipe.Flows[0],
            ApiKey = parse.GetValue(_key) ?? around.Environment(known.KeyVariable),
            Secret = parse.GetValue(_secret) ?? around.Environment(known.SecretVariable),
            Settings = Settings(parse, faults),
            Typed = OwnOptions().Where(o => parse.GetValue(o.Option) is not null).ToDictionary(static o => o.Name, static o => o.Option.Name),
            Standing = CommandLineParts.Pairs("--standing", parse.GetValue(_standing) ?? [], faults),
            Permissions = CommandLineParts.Pairs("--permission", parse.GetValue(_permission) ?? [], faults)
                .Aggregate(Permissions.None, static (all, pair) => all.With(pair.Name, pair.Value)),
            Callback = callback,
            IsCallbackJudged = flow is null || (callback is null && parse.GetValue(_callback) is not null),
            Username = parse.GetValue(_username),
            ShowsToken = parse.GetValue(_showToken),
            IsJson = parse.GetValue(_json),
        };
    }

    private static FrobFlow? Flow(KnownProvider known, string? name) => name is null
        ? known.Recipe.Flows[0]
        : known.Recipe.Flows.FirstOrDefault(f => string.Equals(f.Name, name, StringComparison.OrdinalIgnoreCase));

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

    private List<(string Name, string Value)> Settings(ParseResult parse, List<string> faults)
    {
        var settings = CommandLineParts.Pairs("--set", parse.GetValue(_set) ?? [], faults);
        foreach (var (name, option) in OwnOptions())
        {
            if (parse.GetValue(option) is not { } value)
                continue;
            if (settings.Any(s => s.Name == name))
                faults.Add($"--set names '{name}', which {option.Name} gives.");
            settings.Add((name, value));
        }
        return settings;
    }

    private (string Name, Option<string?> Option)[] OwnOptions() => [("api", _api), ("consent", _consent)];

    private static Uri? Address(string? text, List<string> faults)
    {
        if (text is null || Uri.TryCreate(text, UriKind.Absolute, out _))
            return text is null ? null : new Uri(text);
        faults.Add("--callback takes an absolute address.");
        return null;
    }
}
