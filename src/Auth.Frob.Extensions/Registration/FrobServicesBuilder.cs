using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Auth.Frob.Extensions.Registration;

/// <summary>Registers instances of providers in a container; <c>AddFrob</c> gives one.</summary>
/// <remarks>
/// Each instance is a named instance of its provider's options, so that <c>services.Configure&lt;TOptions&gt;(instance, ...)</c> adds to it.
/// Not thread-safe.
/// </remarks>
public sealed class FrobServicesBuilder : IFrobBuilder
{
    private readonly FrobRegistry _registry;

    internal FrobServicesBuilder(IServiceCollection services, FrobRegistry registry)
    {
        Services = services;
        _registry = registry;
    }

    /// <summary>The collection that is added to.</summary>
    public IServiceCollection Services { get; }

    internal FrobRegistry Registry => _registry;

    /// <summary>Adds an instance of a provider.</summary>
    /// <typeparam name="TOptions">The provider's options.</typeparam>
    /// <param name="provider">The recipe.</param>
    /// <param name="configure">Fills the options after configuration has; runs here too, on options thrown away, to learn the name.</param>
    /// <returns>This builder.</returns>
    /// <exception cref="FrobUsageException">There is an instance of this name already.</exception>
    public FrobServicesBuilder Add<TOptions>(FrobProvider provider, Action<TOptions>? configure) where TOptions : FrobOptions, new()
    {
        ArgumentNullException.ThrowIfNull(provider);
        _registry.Add(new FrobInstance<TOptions>(provider, NameOf(provider, configure), _registry.NextPlace(), configure));
        Prepare<TOptions>();
        return this;
    }

    /// <summary>Adds an instance of a provider that has no options of its own, or whose options the host does not know.</summary>
    /// <param name="provider">The recipe.</param>
    /// <param name="name">The instance's name; null: what <paramref name="configure"/> says, or the provider's id.</param>
    /// <param name="configure">Fills the options after configuration has.</param>
    /// <returns>This builder.</returns>
    /// <exception cref="FrobUsageException">There is an instance of this name already.</exception>
    public FrobServicesBuilder Add(FrobProvider provider, string? name = null, Action<PlainOptions>? configure = null) =>
        Add<PlainOptions>(provider, name is null ? configure : options =>
        {
            options.Name = name;
            configure?.Invoke(options);
        });

    IFrobBuilder IFrobBuilder.Add<TOptions>(FrobProvider provider, Action<TOptions>? configure) => Add(provider, configure);

    /// <summary>Fills every instance from the child of its name, before its registration does: <c>Frob:my-service:ApiKey</c>.</summary>
    /// <param name="section">The section above the instances; its <c>AppName</c> and <c>AppVersion</c> hold for all of them.</param>
    /// <returns>This builder.</returns>
    /// <remarks>
    /// Holds for instances that are added before and after; of several sections the later has its way. A part of a section that belongs to no
    /// instance is a fault at start, but for hosts with plugins.
    /// </remarks>
    public FrobServicesBuilder BindFrom(IConfiguration section)
    {
        ArgumentNullException.ThrowIfNull(section);
        _registry.Sections.Add(section);
        return this;
    }

    /// <summary>Names the application once, for every instance that says nothing else.</summary>
    /// <param name="appName">The application's name, for the User-Agent.</param>
    /// <param name="appVersion">Its version.</param>
    /// <returns>This builder.</returns>
    public FrobServicesBuilder Named(string appName, string appVersion)
    {
        ArgumentException.ThrowIfNullOrEmpty(appName);
        ArgumentException.ThrowIfNullOrEmpty(appVersion);
        _registry.App = (appName, appVersion);
        return this;
    }

    /// <summary>Lets options of this type be filled, also for instances that are added when the collection is closed.</summary>
    internal void Prepare<TOptions>() where TOptions : FrobOptions, new()
    {
        if (!_registry.IsNew(typeof(TOptions)))
            return;
        var setup = new InstanceSetup<TOptions>(_registry);
        Services.AddSingleton<IConfigureOptions<TOptions>>(setup);
        Services.AddSingleton<IPostConfigureOptions<TOptions>>(setup);
    }

    private static string NameOf<TOptions>(FrobProvider provider, Action<TOptions>? configure) where TOptions : FrobOptions, new()
    {
        var scratch = new TOptions();
        // What is wrong besides the name is found again, and named with everything else, when the clients are made.
        OptionsFaults.Collect(scratch);
        configure?.Invoke(scratch);
        return scratch.Name ?? provider.Id;
    }
}
