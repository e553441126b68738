namespace Auth.Frob.Extensions.Registration;

/// <summary>An instance's part of the configuration as the binding generator reads it.</summary>
/// <remarks>Text alone: the generator's own words for a value that does not parse might show it.</remarks>
internal sealed class InstanceSection
{
    public string? Name { get; set; }

    public string? ApiKey { get; set; }

    public string? SharedSecret { get; set; }

    public string? AppName { get; set; }

    public string? AppVersion { get; set; }

    public string? CallTimeout { get; set; }

    public List<StandingSection> Standing { get; set; } = [];
}
