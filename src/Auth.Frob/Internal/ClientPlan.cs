namespace Auth.Frob.Internal;

/// <summary>A recipe made ready for one instance: settings filled in, paths compiled, conditions decided. Made once, then only read.</summary>
internal sealed class ClientPlan
{
    private static readonly string LibraryVersion = typeof(ClientPlan).Assembly.GetName().Version!.ToString(2);

    private readonly ImmutableArray<FlowPlan> _flows;

    public ClientPlan(FrobProvider provider, FrobOptions options)
    {
        Provider = provider;
        Instance = options.Name ?? provider.Id;
        Key = new AppKey(options.ApiKey!, options.SharedSecret ?? new Secret(""));
        Standing = [.. options.Standing];
        CallTimeout = options.CallTimeout;
        UserAgent = $"{options.AppName}/{options.AppVersion} Auth.Frob/{LibraryVersion}";
        App = new SlotValues();
        App.Set(Slot.ApiKey, Key.ApiKey);
        // No secret is an empty slot: an optional parameter is left out then, not sent empty.
        if (!Key.SharedSecret.IsEmpty)
            App.Set(Slot.SharedSecret, Key.SharedSecret.Reveal());
        foreach (var setting in provider.Settings)
        {
            if ((options.Settings.TryGetValue(setting.Slot.Name, out var value) ? value : setting.Default) is { Length: > 0 } filled)
                App.Set(setting.Slot, filled);
        }
        ApiAddress = Address(provider, App);
        KeyPrint = Print();
        _flows = [.. provider.Flows.Select(f => new FlowPlan(this, f))];
    }

    public FrobProvider Provider { get; }

    public string Instance { get; }

    public AppKey Key { get; }

    public ImmutableArray<StandingParameter> Standing { get; }

    public TimeSpan CallTimeout { get; }

    public string UserAgent { get; }

    /// <summary>Key, secret and settings: they stay with the client and enter no pending consent.</summary>
    public SlotValues App { get; }

    public Uri ApiAddress { get; }

    public string KeyPrint { get; }

    public FlowPlan? FindFlow(string name)
    {
        foreach (var flow in _flows)
        {
            if (string.Equals(flow.Flow.Name, name, StringComparison.Ordinal))
                return flow;
        }
        return null;
    }

    /// <summary>The name that was asked for, or that of the first flow of its kind; null where there is none.</summary>
    public string? NameOf<TFlow>(string? asked) where TFlow : FrobFlow => asked ?? _flows.FirstOrDefault(static f => f.Flow is TFlow)?.Flow.Name;

    /// <summary>The flow that was named, or the first of its kind; misuse where there is none.</summary>
    public FlowPlan Choose<TFlow>(string? name) where TFlow : FrobFlow
    {
        var fits = _flows.Where(static f => f.Flow is TFlow);
        var found = name is null ? fits.FirstOrDefault() : fits.FirstOrDefault(f => string.Equals(f.Flow.Name, name, StringComparison.Ordinal));
        if (found is not null)
            return found;
        var there = string.Join(", ", fits.Select(static f => f.Flow.Name));
        var kind = typeof(TFlow) == typeof(DirectFlow) ? "with user name and password" : "with a consent page";
        var message = there.Length == 0
            ? $"{Provider.DisplayName} has no flow {kind}"
            : $"{Provider.DisplayName} has no flow '{name}' {kind}; there are: {there}";
        throw new FrobUsageException([new UsageFault(Instance, "Flow", message)]);
    }

    private static Uri Address(FrobProvider provider, SlotValues app) =>
        new(provider.Settings.FirstOrDefault(static s => s.Kind == SettingKind.Address) is { } api ? app[api.Slot]! : provider.Flows[0].Exchange[0].Endpoint);

    private string Print() => Convert.ToHexStringLower(
        SHA256.HashData(Encoding.UTF8.GetBytes($"{Key.ApiKey}\n{ApiAddress.AbsoluteUri.TrimEnd('/')}")).AsSpan(0, 6));
}
