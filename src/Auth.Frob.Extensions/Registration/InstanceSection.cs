namespace Auth.Frob.Extensions.Registration;

/// <summary>An instance's part of the configuration as the binding generator reads it: text alone, so that a value that does not parse is our fault to word.</summary>
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
