using Auth.Frob;
using Auth.Frob.Errors;
using Auth.Frob.Extensions.Calls;
using Auth.Frob.Extensions.Grants;
using Auth.Frob.Extensions.Plugins;
using Auth.Frob.Outcomes;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace PluginHost;

/// <summary>What a host does with plugins, from loading to unloading.</summary>
internal sealed class Tour : IAsyncDisposable
{
    private readonly IConfiguration _settings;
    private readonly string? _unload;
    private readonly ServiceProvider _services;

    public Tour(IConfiguration settings, Arguments arguments)
    {
        _settings = settings;
        _unload = arguments.Unload;
        var services = new ServiceCollection();
        services.AddSingleton<IGrantStore, InMemoryGrantStore>();
        services.AddFrob(frob => frob
            .AddProvidersFrom(arguments.Plugins, rules => Allow(rules, arguments.IsAny))
            .BindFrom(settings.GetSection("Frob")));
        foreach (var call in settings.GetSection("Calls").GetChildren())
            services.AddHttpClient(call.Key).AddFrobSigning(call.Key);
        _services = services.BuildServiceProvider();
    }

    private FrobPlugins Plugins => _services.GetRequiredService<FrobPlugins>();

    private IGrantStore Store => _services.GetRequiredService<IGrantStore>();

    /// <summary>False where a sign-in or a call failed.</summary>
    public async Task<bool> RunAsync(TextReader input, TextWriter output)
    {
        foreach (var plugin in Plugins.Loaded)
            await output.WriteLineAsync($"loaded    {plugin.Name} {plugin.Version} from {plugin.File}: {string.Join(", ", plugin.Recipes)}");
        var isWell = true;
        var keys = new List<GrantKey>();
        foreach (var instance in _services.GetRequiredService<FrobClients>().Names.ToArray())
        {
            if (await SignInAsync(instance, input, output) is { } key)
                keys.Add(key);
            else
                isWell = false;
        }
        foreach (var key in keys)
            isWell &= await CallAsync(key, output);
        if (Plugins.Loaded is [var first, ..])
            await UnloadAsync(_unload ?? first.Name, keys, output);
        return isWell;
    }

    public ValueTask DisposeAsync() => _services.DisposeAsync();

    private void Allow(PluginRules rules, bool isAny)
    {
        if (isAny)
            rules.AllowAny();
        foreach (var file in _settings.GetSection("Allowed").GetChildren())
            rules.Allow(file.Key, file.Value ?? "");
        foreach (var file in _settings.GetSection("AllowedDependencies").GetChildren())
            rules.AllowDependency(file.Key, file.Value ?? "");
    }

    private async Task<GrantKey?> SignInAsync(string instance, TextReader input, TextWriter output)
    {
        var client = _services.GetRequiredKeyedService<FrobClient>(instance);
        var permissions = _settings.GetSection($"Ask:{instance}").GetChildren()
            .Aggregate(Permissions.None, static (asked, area) => asked.With(area.Key, area.Value ?? Permissions.Granted));
        var begun = await client.BeginAsync(new ConsentRequest { Flow = "desktop", Permissions = permissions });
        if (begun.Value is not { } pending)
            return await FailAsync(instance, begun.Error!, output);
        await output.WriteLineAsync($"open      {pending.ConsentUri.Reveal().AbsoluteUri}");
        await output.WriteLineAsync("          allow access there, then press Enter");
        await output.FlushAsync();
        await input.ReadLineAsync();
        var granted = await client.ExchangeAsync(pending, ConsentReturn.None);
        if (granted.Value is not { } grant)
            return await FailAsync(instance, granted.Error!, output);
        await Store.PutAsync(GrantKey.For(grant), grant);
        await output.WriteLineAsync($"signed in {instance} as {grant.Account.Name}");
        return GrantKey.For(grant);
    }

    private async Task<bool> CallAsync(GrantKey key, TextWriter output)
    {
        if (_settings[$"Calls:{key.Instance}"] is not { } address)
            return true;
        using var client = _services.GetRequiredService<IHttpClientFactory>().CreateClient(key.Instance);
        using var request = new HttpRequestMessage(HttpMethod.Get, address).WithGrant(key);
        try
        {
            using var response = await client.SendAsync(request);
            var isWell = response.IsSuccessStatusCode && !response.TryGetFrobError(out _);
            await output.WriteLineAsync($"called    {key.Instance}: {(int)response.StatusCode}, {(isWell ? "as it should be" : "refused")}");
            return isWell;
        }
        catch (FrobCallException refused)
        {
            await output.WriteLineAsync($"called    {key.Instance}: {refused.Error.Cause}. {refused.Error.Remedy}");
            return false;
        }
    }

    private async Task UnloadAsync(string plugin, List<GrantKey> keys, TextWriter output)
    {
        var instances = Plugins.Loaded.Where(p => p.Name == plugin).SelectMany(static p => p.Instances).ToArray();
        await output.WriteLineAsync(Plugins.Unload(plugin) ? $"unloaded  {plugin}" : $"unloaded  nothing: no plugin is called {plugin}");
        foreach (var key in keys.Where(key => instances.Contains(key.Instance)))
        {
            await CallAsync(key, output);
            var kept = await Store.FindAsync(key);
            await output.WriteLineAsync($"kept      {key}: {kept?.Health.Kind}");
        }
    }

    private static async Task<GrantKey?> FailAsync(string instance, FrobError error, TextWriter output)
    {
        await output.WriteLineAsync($"failed    {instance}: {error.Kind}. {error.Remedy}");
        return null;
    }
}
