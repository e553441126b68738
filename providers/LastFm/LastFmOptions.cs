namespace Auth.Frob.LastFm;

/// <summary>What an application decides about Last.fm or a server like it.</summary>
/// <remarks>A typed face over <see cref="FrobOptions.Settings"/>. Not thread-safe.</remarks>
public sealed class LastFmOptions : FrobOptions
{
    /// <summary>The API's address, with the slash at its end.</summary>
    /// <value>Null: the service's own. https, or http to a loopback address.</value>
    public string? Api { get => Get(LastFmSlots.Api); set => Set(LastFmSlots.Api, value); }

    /// <summary>The consent page's address.</summary>
    /// <value>Null: the service's own. https, or http to a loopback address.</value>
    public string? Consent { get => Get(LastFmSlots.Consent); set => Set(LastFmSlots.Consent, value); }

    /// <summary>The form of replies.</summary>
    /// <value><c>json</c> (default) or <c>xml</c>.</value>
    public string? Format { get => Get(LastFmSlots.Format); set => Set(LastFmSlots.Format, value); }

    /// <summary>What the password flow sends.</summary>
    /// <value><c>password</c>, or the older <c>authToken</c>.</value>
    public string? Mobile { get => Get(LastFmSlots.Mobile); set => Set(LastFmSlots.Mobile, value); }
}
