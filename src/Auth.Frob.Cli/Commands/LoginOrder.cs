using Auth.Frob.Errors;
using Auth.Frob.Cli.Hosting;
using Auth.Frob.Outcomes;
using Auth.Frob.Recipes;
using Auth.Frob.Slots;

namespace Auth.Frob.Cli.Commands;

/// <summary>What somebody wants to sign in to, and how.</summary>
internal sealed record LoginOrder
{
    private const string Asked = nameof(ConsentRequest.Permissions);

    public required KnownProvider Provider { get; init; }

    /// <summary>The flow; where there is none of the name that was asked for, the first.</summary>
    public required FrobFlow Flow { get; init; }

    public string? ApiKey { get; init; }

    public string? Secret { get; init; }

    public IReadOnlyList<(string Name, string Value)> Settings { get; init; } = [];

    /// <summary>The options that stand for a setting and were typed, by the setting's name.</summary>
    public IReadOnlyDictionary<string, string> Typed { get; init; } = new Dictionary<string, string>();

    /// <summary>What is added to every call and link.</summary>
    public IReadOnlyList<(string Name, string Value)> Standing { get; init; } = [];

    public Permissions Permissions { get; init; } = Permissions.None;

    public Uri? Callback { get; init; }

    /// <summary>Whether it is known that the callback is none, or that the flow is none that it could fit.</summary>
    public bool IsCallbackJudged { get; init; }

    public string? Username { get; init; }

    public bool ShowsToken { get; init; }

    public bool IsJson { get; init; }

    /// <summary>What a consent flow is begun with.</summary>
    public ConsentRequest Request => new() { Flow = Flow.Name, Permissions = Permissions, Callback = Callback };

    /// <summary>What a flow without a consent page is run with.</summary>
    public SignInRequest SignIn(string username, string password) =>
        new() { Flow = Flow.Name, Username = username, Password = new Secret(password) };

    /// <summary>Makes the client, or says what is wrong with key, secret and settings, in the words of the command line.</summary>
    /// <param name="time">The clock.</param>
    /// <param name="faults">Takes what is wrong.</param>
    /// <returns>The client; null where something is wrong with it.</returns>
    public FrobClients? Build(TimeProvider time, List<string> faults)
    {
        try
        {
            return new FrobBuilder().UseTime(time).Add<PlainOptions>(Provider.Recipe, Fill).Build();
        }
        catch (FrobUsageException usage)
        {
            faults.AddRange(usage.Faults.Select(Sentence));
            return null;
        }
    }

    /// <summary>Whether a fault of the request says more than what was found on the command line already.</summary>
    public bool IsNew(UsageFault fault) => !IsCallbackJudged || fault.Property != nameof(ConsentRequest.Callback);

    /// <summary>A fault in the words of the command line.</summary>
    public string Sentence(UsageFault fault) => fault.Property switch
    {
        nameof(FrobOptions.ApiKey) => $"The api key {fault.Message}: --api-key, or the variable {Provider.KeyVariable}.",
        nameof(FrobOptions.SharedSecret) => $"The shared secret {fault.Message}: --secret, or the variable {Provider.SecretVariable}.",
        nameof(ConsentRequest.Callback) => $"--callback {fault.Message}.",
        nameof(SignInRequest.Username) => $"The user name {fault.Message}: --username.",
        nameof(SignInRequest.Password) => $"The password {fault.Message}: the prompt, or the variable FROB_PASSWORD.",
        nameof(FrobOptions.Standing) => $"--standing: {fault.Message}.",
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
        // What is there twice was said already.
        foreach (var (name, value) in Standing.DistinctBy(static s => s.Name))
            options.Standing.Add(new StandingParameter(name, value));
    }
}
