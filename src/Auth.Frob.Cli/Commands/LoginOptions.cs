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
    private readonly Option<string[]> _permission = CommandLineParts.Many("--permission", "AREA=LEVEL", "What to ask for; may be repeated.");
    private readonly Option<string?> _username = CommandLineParts.Text("--username", "NAME", "The user's name, for flows without a consent page.");
    private readonly Option<string?> _callback = CommandLineParts.Text("--callback", "URL", "Where the browser shall be sent.");
    private readonly Option<bool> _showToken = new("--show-token") { Description = "Show the token in plain." };
    private readonly Option<bool> _json = CommandLineParts.Json();

    public void AddTo(Command command)
    {
        command.Arguments.Add(_provider);
        foreach (var option in new Option[] { _flow, _key, _secret, _api, _consent, _set, _permission, _username, _callback, _showToken, _json })
            command.Options.Add(option);
    }

    public LoginOrder Read(ParseResult parse, Surroundings around, List<string> faults)
    {
        var known = around.Find(parse.GetRequiredValue(_provider));
        return new LoginOrder
        {
            Provider = known,
            Flow = Flow(known, parse.GetValue(_flow), faults),
            ApiKey = parse.GetValue(_key) ?? around.Environment(known.KeyVariable),
            Secret = parse.GetValue(_secret) ?? around.Environment(known.SecretVariable),
            Settings = Settings(parse, faults),
            Typed = OwnOptions().Where(o => parse.GetValue(o.Option) is not null).ToDictionary(static o => o.Name, static o => o.Option.Name),
            Permissions = CommandLineParts.Pairs("--permission", parse.GetValue(_permission) ?? [], faults)
                .Aggregate(Permissions.None, static (all, pair) => all.With(pair.Name, pair.Value)),
            Callback = Address(parse.GetValue(_callback), faults),
            Username = parse.GetValue(_username),
            ShowsToken = parse.GetValue(_showToken),
            IsJson = parse.GetValue(_json),
        };
    }

    private static FrobFlow Flow(KnownProvider known, string? name, List<string> faults)
    {
        if (known.Recipe.Flows.FirstOrDefault(f => string.Equals(f.Name, name, StringComparison.OrdinalIgnoreCase)) is { } flow)
            return flow;
        if (name is not null)
            faults.Add($"{known.Recipe.DisplayName}: {UsageText.NoSuch("flow", name, known.Recipe.Flows.Select(static f => f.Name))}");
        return known.Recipe.Flows[0];
    }

    private List<(string Name, string Value)> Settings(ParseResult parse, List<string> faults)
    {
        var settings = CommandLineParts.Pairs("--set", parse.GetValue(_set) ?? [], faults);
        foreach (var (name, option) in OwnOptions())
        {
            if (parse.GetValue(option) is { } value)
                settings.Add((name, value));
        }
        if (settings.DistinctBy(static s => s.Name).Count() < settings.Count)
            faults.Add("--set names a setting twice.");
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
