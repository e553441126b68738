using Microsoft.Extensions.Configuration;

namespace Auth.Frob.Extensions.Registration;

/// <summary>Fills options from configuration.</summary>
public static class FrobOptionsExtensions
{
    private static readonly HashSet<string> Own = new(StringComparer.OrdinalIgnoreCase)
    {
        nameof(InstanceSection.Name), nameof(InstanceSection.ApiKey), nameof(InstanceSection.SharedSecret), nameof(InstanceSection.AppName),
        nameof(InstanceSection.AppVersion), nameof(InstanceSection.CallTimeout), nameof(InstanceSection.Standing),
    };

    /// <summary>Reads what a section says; what it does not say stays as it is.</summary>
    /// <param name="options">The options of one instance.</param>
    /// <param name="section">
    /// Its part of the configuration: <c>Name</c>, <c>ApiKey</c>, <c>SharedSecret</c>, <c>AppName</c>, <c>AppVersion</c>,
    /// <c>CallTimeout</c> (<c>00:00:30</c>), <c>Standing</c> (a list of <c>Name</c>, <c>Value</c>, <c>Places</c>), and the provider's
    /// settings by name.
    /// </param>
    /// <remarks>Names ignore case in a container; elsewhere settings are written as the provider writes them. Without reflection.</remarks>
    /// <exception cref="FrobUsageException">
    /// A value can't be read. Within a container's registration it is kept, and named with all others when the clients are made.
    /// </exception>
    public static void Bind(this FrobOptions options, IConfiguration section)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(section);
        var read = new InstanceSection();
        section.Bind(read);
        options.Name = read.Name ?? options.Name;
        options.ApiKey = read.ApiKey ?? options.ApiKey;
        options.SharedSecret = read.SharedSecret ?? options.SharedSecret;
        options.AppName = read.AppName ?? options.AppName;
        options.AppVersion = read.AppVersion ?? options.AppVersion;
        var faults = new List<UsageFault>();
        ReadTimeout(options, read, faults);
        // The generator passes over a text where a list or a part of one should be.
        var list = section.GetSection(nameof(options.Standing));
        if (!string.IsNullOrEmpty(list.Value) || list.GetChildren().Any(static c => c.Value is not null))
            faults.Add(StandingFault(options));
        foreach (var standing in read.Standing)
            ReadStanding(options, standing, faults);
        foreach (var child in section.GetChildren().Where(static c => !Own.Contains(c.Key)))
            ReadSetting(options, child, faults);
        OptionsFaults.Report(options, faults);
    }

    private static void ReadTimeout(FrobOptions options, InstanceSection read, List<UsageFault> faults)
    {
        if (read.CallTimeout is null)
            return;
        if (TimeSpan.TryParse(read.CallTimeout, CultureInfo.InvariantCulture, out var timeout))
            options.CallTimeout = timeout;
        else
            faults.Add(Fault(options, nameof(options.CallTimeout), "is no time; write hours, minutes and seconds, such as 00:00:30"));
    }

    private static void ReadStanding(FrobOptions options, StandingSection standing, List<UsageFault> faults)
    {
        var places = StandingPlaces.Everywhere;
        var isPlace = standing.Places is null
            || (Enum.TryParse(standing.Places, ignoreCase: true, out places) && (places & ~StandingPlaces.Everywhere) == StandingPlaces.None);
        if (standing.Name is null || standing.Value is null || !isPlace)
        {
            faults.Add(StandingFault(options));
            return;
        }
        // The later section has its way.
        foreach (var earlier in options.Standing.Where(s => s.Name == standing.Name).ToArray())
            options.Standing.Remove(earlier);
        options.Standing.Add(new StandingParameter(standing.Name, standing.Value, places));
    }

    private static void ReadSetting(FrobOptions options, IConfigurationSection child, List<UsageFault> faults)
    {
        if (child.Value is not null)
            SettingNames.Set(options, child.Key, child.Value);
        else if (child.GetChildren().Any())
            faults.Add(Fault(options, child.Key, "holds a section; a setting is one value"));
    }

    private static UsageFault StandingFault(FrobOptions options) => Fault(
        options, nameof(options.Standing),
        $"is a list; each takes a Name, a Value and, if not everywhere, Places: some of {string.Join(", ", Enum.GetNames<StandingPlaces>())}");

    private static UsageFault Fault(FrobOptions options, string property, string message) => new(options.Name ?? "", property, message);
}
