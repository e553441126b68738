namespace Auth.Frob.Ipernity;

/// <summary>What an application decides about ipernity.</summary>
/// <remarks>
/// A typed face over <see cref="FrobOptions.Settings"/>. Since 2026 calls are said to want a standing parameter <c>lg</c>. Not thread-safe.
/// </remarks>
public sealed class IpernityOptions : FrobOptions
{
    /// <summary>The API's address.</summary>
    /// <value>Null: the service's own. https, or http to a loopback address.</value>
    public string? Api { get => Get(IpernitySlots.Api); set => Set(IpernitySlots.Api, value); }

    /// <summary>The consent page's address.</summary>
    /// <value>Null: the service's own. https, or http to a loopback address.</value>
    public string? Consent { get => Get(IpernitySlots.Consent); set => Set(IpernitySlots.Consent, value); }

    /// <summary>The address beneath which the OAuth pages are.</summary>
    /// <value>Null: the service's own. https, or http to a loopback address.</value>
    public string? OAuth { get => Get(IpernitySlots.OAuth); set => Set(IpernitySlots.OAuth, value); }

    /// <summary>The form of replies.</summary>
    /// <value><c>json</c> (default) or <c>xml</c>.</value>
    public string? Format { get => Get(IpernitySlots.Format); set => Set(IpernitySlots.Format, value); }

    /// <summary>What auth.getToken shall add to its reply.</summary>
    /// <value>Null (default) or <c>pref</c>; what it adds is kept in the grant's extras.</value>
    public string? Extra { get => Get(IpernitySlots.Extra); set => Set(IpernitySlots.Extra, value); }
}
