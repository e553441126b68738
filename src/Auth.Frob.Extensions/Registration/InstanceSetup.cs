using Microsoft.Extensions.Options;

namespace Auth.Frob.Extensions.Registration;

/// <summary>Fills the named options of every instance of one options type: configuration first, then what the registration says.</summary>
/// <remarks>One for all instances: one per instance would make each reading of options walk through all of them.</remarks>
internal sealed class InstanceSetup<TOptions>(FrobRegistry registry) : IConfigureNamedOptions<TOptions>, IPostConfigureOptions<TOptions>
    where TOptions : FrobOptions, new()
{
    public void Configure(TOptions options) => Configure(Options.DefaultName, options);

    public void Configure(string? name, TOptions options)
    {
        if (registry.Find(name) is not FrobInstance<TOptions> instance)
            return;
        OptionsFaults.Collect(options);
        options.Name = instance.Name;
        options.AppName = registry.App.Name ?? options.AppName;
        options.AppVersion = registry.App.Version ?? options.AppVersion;
        foreach (var section in registry.Sections)
        {
            options.AppName = section[nameof(options.AppName)] ?? options.AppName;
            options.AppVersion = section[nameof(options.AppVersion)] ?? options.AppVersion;
            options.Bind(section.GetSection(instance.Name));
        }
        instance.Configure?.Invoke(options);
    }

    public void PostConfigure(string? name, TOptions options)
    {
        if (registry.Find(name) is FrobInstance<TOptions> instance)
            SettingNames.Match(instance.Provider, options);
    }
}
