namespace Auth.Frob.Extensions.Registration;

/// <summary>A standing parameter as the binding generator reads it.</summary>
internal sealed class StandingSection
{
    public string? Name { get; set; }

    public string? Value { get; set; }

    public string? Places { get; set; }
}
