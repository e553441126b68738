using System.Diagnostics.CodeAnalysis;
using Auth.Frob;
using Auth.Frob.Extensions.Plugins;
using Auth.Frob.Extensions.Registration;
using Microsoft.Extensions.Options;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds providers that the host was not compiled with.</summary>
public static class FrobPluginExtensions
{
    /// <summary>Loads the plugins of a directory, each apart from the host's libraries and from the other plugins.</summary>
    /// <param name="builder">The builder.</param>
    /// <param name="directory">The directory: each plugin with what it needs in a folder of its own, or a file alone in the directory itself.</param>
    /// <param name="rules">Says which files may be loaded: a list with their hashes, or any in this directory.</param>
    /// <returns>The builder.</returns>
    /// <remarks>
    /// A plugin is trusted code: it runs in the host's process with the host's rights, and the list protects against the wrong file, not against a
    /// malicious one. This library hands a plugin nothing of another provider's: no client, no store, no options. A recipe becomes an instance
    /// where <see cref="AddInstance"/> or a bound section of its id configures it.
    /// </remarks>
    /// <exception cref="FrobUsageException">Something is wrong with a plugin or with the rules; every fault of every file is in it.</exception>
    /// <example><code>frob.AddProvidersFrom("plugins", rules => rules.Allow("my-service/My.Service.dll", "the SHA-256 of the file"));</code></example>
    [RequiresUnreferencedCode(PluginLoader.WhyNotTrimmed)]
    public static FrobServicesBuilder AddProvidersFrom(this FrobServicesBuilder builder, string directory, Action<PluginRules>? rules = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentException.ThrowIfNullOrEmpty(directory);
        var said = new PluginRules();
        rules?.Invoke(said);
        var set = SetOf(builder);
        set.Add(new PluginLoader(new PluginFolder(directory, said), set.All).Load());
        return builder;
    }

    /// <summary>Makes an instance of a plugin's recipe.</summary>
    /// <param name="builder">The builder, after it loaded the plugin.</param>
    /// <param name="recipe">The recipe's id.</param>
    /// <param name="configure">Fills the options after configuration has: key, secret, name, settings by slot name.</param>
    /// <returns>The builder.</returns>
    /// <exception cref="FrobUsageException">No plugin has such a recipe, or there is an instance of this name already.</exception>
    public static FrobServicesBuilder AddInstance(this FrobServicesBuilder builder, string recipe, Action<PlainOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(recipe);
        var set = SetOf(builder);
        if (set.Recipe(recipe) is { } found)
            return builder.Add(found, configure: configure);
        var there = string.Join(", ", set.All.SelectMany(static plugin => plugin.Shown.Recipes).DefaultIfEmpty("none"));
        throw new FrobUsageException(new UsageFault(
            recipe, nameof(AddInstance), $"no plugin that was loaded has this recipe; there are: {there}. Call AddProvidersFrom first"));
    }

    private static PluginSet SetOf(FrobServicesBuilder builder)
    {
        foreach (var service in builder.Services)
        {
            if (service.ServiceType == typeof(PluginSet))
                return (PluginSet)service.ImplementationInstance!;
        }
        var set = new PluginSet(builder.Registry);
        builder.Services.AddSingleton(set);
        builder.Prepare<PlainOptions>();
        builder.Registry.BeforeClients.Add(set.AddBound);
        builder.Services.AddSingleton(static s => new FrobPlugins(
            s.GetRequiredService<PluginSet>(), s.GetRequiredService<FrobClients>(), s.GetRequiredService<IOptionsMonitorCache<PlainOptions>>()));
        return set;
    }
}
