using System.Security.Cryptography;
using Auth.Frob.Errors;
using Auth.Frob.Extensions.Plugins;
using Auth.Frob.Recipes;
using Microsoft.Extensions.DependencyInjection;

namespace Auth.Frob.Extensions.Tests.Plugins;

/// <summary>A directory of plugins that a test may spoil, and what a host does with it.</summary>
internal sealed class PluginBench : IDisposable
{
    private static readonly string Built = Path.Combine(AppContext.BaseDirectory, "plugins");

    public string Root { get; } = Directory.CreateTempSubdirectory("frob-plugins-").FullName;

    /// <summary>Copies plugins into folders of their names.</summary>
    public PluginBench With(params string[] plugins)
    {
        foreach (var plugin in plugins)
            Copy(plugin, plugin);
        return this;
    }

    public string Copy(string plugin, string folder)
    {
        var target = Directory.CreateDirectory(Path.Combine(Root, folder)).FullName;
        foreach (var file in Directory.EnumerateFiles(Path.Combine(Built, plugin)))
            File.Copy(file, Path.Combine(target, Path.GetFileName(file)));
        return target;
    }

    public string PathOf(string file) => Path.Combine(Root, file);

    public static void Fill(FrobOptions options)
    {
        options.ApiKey = Registration.RegistrationBench.Key;
        options.SharedSecret = Registration.RegistrationBench.Shared;
        options.AppName = "Tests";
        options.AppVersion = "1.0";
    }

    public void Register(IServiceCollection services, Action<PluginRules>? rules = null) =>
        services.AddFrob(frob => frob.AddProvidersFrom(Root, rules ?? (static r => r.AllowAny())));

    public static string Hash(string file) => Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(file)));

    /// <summary>What a host says to these plugins; empty if it takes them.</summary>
    public IReadOnlyList<UsageFault> Faults(Action<PluginRules>? rules = null) => Faults(Root, rules ?? (static r => r.AllowAny()));

    public static IReadOnlyList<UsageFault> Faults(string directory, Action<PluginRules> rules)
    {
        try
        {
            new ServiceCollection().AddFrob(frob => frob.AddProvidersFrom(directory, rules));
            return [];
        }
        catch (FrobUsageException refused)
        {
            return refused.Faults;
        }
    }

    public static WeakReference ContextOf(IServiceProvider services, string plugin) =>
        new(services.GetRequiredService<PluginSet>().All.Single(p => p.Shown.Name == plugin).Context);

    /// <summary>Whether what a weak reference held is gone; the collector is asked a bounded number of times.</summary>
    public static async Task<bool> IsCollectedAsync(WeakReference context)
    {
        for (var i = 0; context.IsAlive && i < 20; i++)
        {
            // A test that goes on where a call ended stands on that call's stack, which holds what the call used.
            await Task.Yield();
            GC.Collect();
            GC.WaitForPendingFinalizers();
        }
        return !context.IsAlive;
    }

    public void Dispose() => Directory.Delete(Root, true);
}
