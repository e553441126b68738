using System.CommandLine;
using Auth.Frob.Cli.Hosting;
using Auth.Frob.Cli.Output;

namespace Auth.Frob.Cli.Commands;

/// <summary>The options that say which application asks, and at which server: key, secret, settings, standing parameters.</summary>
/// <param name="isSending">Whether the command sends something: only then there are standing parameters.</param>
internal sealed class AppOptions(bool isSending = true)
{
    private readonly Option<string?> _name = CommandLineParts.Text(
        "--name", "NAME", "The instance, where one provider is used with several keys or servers; by default the provider's id.");
    private readonly Option<string?> _key = CommandLineParts.Text(
        "--api-key", "KEY", "The application's key; or the variable PROVIDER_API_KEY, or frob configure.");
    private readonly Option<string?> _secret = CommandLineParts.Text(
        "--secret", "SECRET", "The shared secret; better the variable PROVIDER_SHARED_SECRET, or frob configure.");
    private readonly Option<string?> _api = CommandLineParts.Text("--api", "URL", "The API's address; the same as --set api=URL.");
    private readonly Option<string?> _consent = CommandLineParts.Text(
        "--consent", "URL", "The consent page's address; the same as --set consent=URL.");
    private readonly Option<string[]> _set = CommandLineParts.Many("--set", "NAME=VALUE", "A setting of the provider; may be repeated.");
    private readonly Option<string[]> _standing = CommandLineParts.Many(
        "--standing", "NAME=VALUE", "A fixed parameter to send with every call and link, for what a service began to ask for; may be repeated.");

    public void AddTo(Command command)
    {
        foreach (var option in (Option[])[_name, .. Own, .. isSending ? [_standing] : Array.Empty<Option>()])
            command.Options.Add(option);
    }

    /// <summary>The instance that was named; null: none was.</summary>
    public string? Name(ParseResult parse) => parse.GetValue(_name);

    /// <summary>Whether any of these options was given.</summary>
    public bool AreGiven(ParseResult parse) => Own.Append(_standing).Any(option => parse.GetResult(option) is { Implicit: false });

    /// <summary>Makes the clients of an application, or refuses with every fault.</summary>
    public static async Task<FrobClients> ConnectAsync(AppOrder order, Surroundings around, CommandStore store, CancellationToken cancellationToken)
    {
        List<string> faults = [];
        var whole = await order.CompletedAsync(store, cancellationToken);
        return whole.Build(around.Time, faults)
            ?? throw CommandFailure.Usage(string.Join(" ", faults), $"See frob configure --help and frob describe {order.Provider.Id}.");
    }

    /// <summary>Reads options and environment; what frob configure kept is added by <see cref="AppOrder.CompletedAsync"/>.</summary>
    public AppOrder Read(ParseResult parse, Surroundings around, KnownProvider known, List<string> faults)
    {
        if (parse.GetValue(_secret) is not null)
            new Screen(around).Aside(
                $"A secret on the command line can be seen by others on this machine: set {known.SecretVariable}"
                    + $", or use the prompt of frob configure {known.Id}.");
        return Order(parse, around, known, faults);
    }

    private AppOrder Order(ParseResult parse, Surroundings around, KnownProvider known, List<string> faults) => new()
    {
        Provider = known,
        Name = parse.GetValue(_name),
        ApiKey = parse.GetValue(_key) ?? around.Variable(known.KeyVariable),
        Secret = parse.GetValue(_secret) ?? around.Variable(known.SecretVariable),
        Settings = Settings(parse, faults),
        Typed = OwnOptions().Where(o => parse.GetValue(o.Option) is not null).ToDictionary(static o => o.Name, static o => o.Option.Name),
        Standing = CommandLineParts.Pairs("--standing", parse.GetValue(_standing) ?? [], faults),
    };

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

    private Option[] Own => [_key, _secret, _api, _consent, _set];

    private (string Name, Option<string?> Option)[] OwnOptions() => [("api", _api), ("consent", _consent)];
}
