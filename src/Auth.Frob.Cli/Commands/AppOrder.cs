using Auth.Frob.Cli.Hosting;
using Auth.Frob.Desktop;
using Auth.Frob.Errors;
using Auth.Frob.Recipes;

namespace Auth.Frob.Cli.Commands;

/// <summary>Which application asks, and at which server.</summary>
internal sealed record AppOrder
{
    public required KnownProvider Provider { get; init; }

    /// <summary>The instance's name; null: the provider's id.</summary>
    public string? Name { get; init; }

    public string? ApiKey { get; init; }

    public string? Secret { get; init; }

    public IReadOnlyList<(string Name, string Value)> Settings { get; init; } = [];

    /// <summary>The options that stand for a setting and were typed, by the setting's name.</summary>
    public IReadOnlyDictionary<string, string> Typed { get; init; } = new Dictionary<string, string>();

    /// <summary>What is added to every call and link.</summary>
    public IReadOnlyList<(string Name, string Value)> Standing { get; init; } = [];

    /// <summary>Why what frob configure kept could not be read; null where it could, or was not needed.</summary>
    public StoreException? StoreFault { get; init; }

    /// <summary>The instance.</summary>
    public string Instance => Name ?? Provider.Id;

    /// <summary>Whether nothing of what frob configure kept is needed.</summary>
    public bool IsWhole => ApiKey is not null && Secret is not null;

    /// <summary>The same with what frob configure kept, where key or secret are missing.</summary>
    /// <remarks>Kept key, secret and settings are one whole: with another key than the kept one none of them is taken.</remarks>
    public async Task<AppOrder> CompletedAsync(CommandStore store, CancellationToken cancellationToken)
    {
        if (IsWhole)
            return this;
        try
        {
            var kept = await store.AppKeys.FindAsync(Instance, cancellationToken);
            return kept is null || (ApiKey is not null && ApiKey != kept.ApiKey) ? this : this with
            {
                ApiKey = kept.ApiKey,
                Secret = Secret ?? kept.SharedSecret?.Reveal(),
                Settings = [.. Settings, .. kept.Settings.Where(k => Settings.All(s => s.Name != k.Key)).Select(static k => (k.Key, k.Value))],
            };
        }
        catch (StoreException fault)
        {
            return this with { StoreFault = fault };
        }
    }

    /// <summary>Makes the client, or says what is wrong with key, secret and settings, in the words of the command line.</summary>
    /// <param name="time">The clock.</param>
    /// <param name="faults">Takes what is wrong.</param>
    /// <returns>The client, by the name <see cref="Instance"/>; null where something is wrong with it.</returns>
    public FrobClients? Build(TimeProvider time, List<string> faults)
    {
        try
        {
            return new FrobBuilder().UseTime(time).Add<PlainOptions>(Provider.Recipe, Fill).Build();
        }
        catch (FrobUsageException usage)
        {
            faults.AddRange(usage.Faults.Select(Sentence));
            if (usage.Faults.Any(static f => f.Property is nameof(FrobOptions.ApiKey) or nameof(FrobOptions.SharedSecret)))
                faults.Add(Provider.KeysFrom);
            if (StoreFault is not null)
                faults.Add($"What frob configure kept can't be read: {StoreFault.Message} {StoreFault.Remedy}");
            return null;
        }
    }

    /// <summary>A fault in the words of the command line.</summary>
    public string Sentence(UsageFault fault) => fault.Property switch
    {
        nameof(FrobOptions.ApiKey) => $"The api key {fault.Message}: --api-key, or the variable {Provider.KeyVariable}, or {Configure}.",
        nameof(FrobOptions.SharedSecret) => $"The shared secret {fault.Message}: --secret, or the variable {Provider.SecretVariable}, or {Configure}.",
        nameof(FrobOptions.Name) => $"--name {fault.Message}.",
        nameof(FrobOptions.Standing) => $"--standing: {fault.Message}.",
        var p when IsUnknown(p) => $"{SettingName(p)} is no setting of {Provider.Recipe.DisplayName}; there are: {string.Join(", ", Typeable)}.",
        var p => $"{SettingName(p)} {fault.Message}.",
    };

    /// <summary>The settings, as they are typed.</summary>
    private IEnumerable<string> Typeable => Provider.Recipe.Settings.Select(static s =>
        s.Slot.Name is "api" or "consent" ? $"--{s.Slot.Name} URL"
        : $"--set {s.Slot.Name}={(s.Kind == SettingKind.Address ? "URL" : s.Choices.IsDefaultOrEmpty ? "VALUE" : string.Join('|', s.Choices))}");

    private bool IsUnknown(string name) => Settings.Any(s => s.Name == name) && Provider.Recipe.Settings.All(s => s.Slot.Name != name);

    private string Configure => $"frob configure {Provider.Id}{(Name is null ? "" : $" --name {Name}")}";

    private string SettingName(string name) => Typed.TryGetValue(name, out var option) ? option
        : Settings.Any(s => s.Name == name) ? $"--set {name}"
        : $"The setting {name}";

    public void Fill(PlainOptions options)
    {
        options.Name = Name;
        options.ApiKey = ApiKey;
        options.SharedSecret = Secret;
        options.AppName = "frob";
        options.AppVersion = typeof(AppOrder).Assembly.GetName().Version?.ToString(3) ?? "0";
        foreach (var (name, value) in Settings)
            options.Settings[name] = value;
        // What is there twice was said already.
        foreach (var (name, value) in Standing.DistinctBy(static s => s.Name))
            options.Standing.Add(new StandingParameter(name, value));
    }
}
