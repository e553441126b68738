using Auth.Frob.Errors;
using Auth.Frob.Cli.Hosting;
using Auth.Frob.Outcomes;
using Auth.Frob.Recipes;

namespace Auth.Frob.Cli.Commands;

/// <summary>What somebody wants to sign in to, and how.</summary>
internal sealed record LoginOrder
{
    private const string Asked = nameof(ConsentRequest.Permissions);

    public required KnownProvider Provider { get; init; }

    public required FrobFlow Flow { get; init; }

    public string? ApiKey { get; init; }

    public string? Secret { get; init; }

    public IReadOnlyList<(string Name, string Value)> Settings { get; init; } = [];

    /// <summary>The options that stand for a setting and were typed, by the setting's name.</summary>
    public IReadOnlyDictionary<string, string> Typed { get; init; } = new Dictionary<string, string>();

    public Permissions Permissions { get; init; } = Permissions.None;

    public Uri? Callback { get; init; }

    public string? Username { get; init; }

    public bool ShowsToken { get; init; }

    public bool IsJson { get; init; }

    /// <summary>Makes the client.</summary>
    /// <param name="time">The clock.</param>
    /// <param name="faults">What was found wrong before.</param>
    /// <exception cref="CommandFailure">Something is wrong; every fault is in it, in the words of the command line.</exception>
    public FrobClients Build(TimeProvider time, List<string> faults)
    {
        FrobClients? clients = null;
        try
        {
            clients = new FrobBuilder().UseTime(time).Add<PlainOptions>(Provider.Recipe, Fill).Build();
        }
        catch (FrobUsageException usage)
        {
            faults.AddRange(usage.Faults.Select(Sentence));
        }
        if (clients is not null && faults.Count == 0)
            return clients;
        clients?.Dispose();
        throw CommandFailure.Usage(string.Join(" ", faults), $"See frob describe {Provider.Id} and frob login --help.");
    }

    /// <summary>A fault in the words of the command line.</summary>
    public string Sentence(UsageFault fault) => fault.Property switch
    {
        nameof(FrobOptions.ApiKey) => $"The api key {fault.Message}: --api-key, or the variable {Provider.KeyVariable}.",
        nameof(FrobOptions.SharedSecret) => $"The shared secret {fault.Message}: --secret, or the variable {Provider.SecretVariable}.",
        nameof(ConsentRequest.Callback) => $"--callback {fault.Message}.",
        nameof(SignInRequest.Username) => $"The user name {fault.Message}: --username.",
        nameof(SignInRequest.Password) => $"The password {fault.Message}: the prompt, or the variable FROB_PASSWORD.",
        "answer" => $"The answer can't be used: {fault.Message}.",
        var p when p.StartsWith(Asked, StringComparison.Ordinal) => $"--permission{p[Asked.Length..].Replace('.', ' ')}: {fault.Message}.",
        var p => $"{SettingName(p)} {fault.Message}.",
    };

    private string SettingName(string name) => Typed.TryGetValue(name, out var option) ? option
        : Settings.Any(s => s.Name == name) ? $"--set {name}"
        : $"The setting {name}";

    private void Fill(PlainOptions options)
    {
        options.ApiKey = ApiKey;
        options.SharedSecret = Secret;
        options.AppName = "frob";
        options.AppVersion = typeof(LoginOrder).Assembly.GetName().Version?.ToString(3) ?? "0";
        foreach (var (name, value) in Settings)
            options.Settings[name] = value;
    }
}
