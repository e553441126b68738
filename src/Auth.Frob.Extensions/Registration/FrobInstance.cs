using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Auth.Frob.Extensions.Registration;

/// <summary>One registered instance: a recipe, a name, and a way to its options whatever their type is.</summary>
internal abstract class FrobInstance(FrobProvider provider, string name, int place)
{
    public FrobProvider Provider => provider;

    public string Name => name;

    /// <summary>How many were registered before it.</summary>
    public int Place => place;

    public abstract FrobOptions OptionsFrom(IServiceProvider services);
}

/// <summary>An instance with its provider's own options.</summary>
internal sealed class FrobInstance<TOptions>(FrobProvider provider, string name, int place, Action<TOptions>? configure)
    : FrobInstance(provider, name, place) where TOptions : FrobOptions, new()
{
    public Action<TOptions>? Configure => configure;

    public override FrobOptions OptionsFrom(IServiceProvider services) =>
        services.GetRequiredService<IOptionsMonitor<TOptions>>().Get(Name);
}
