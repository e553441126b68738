namespace Auth.Frob.LastFm;

/// <summary>The slots that Last.fm and the servers like it use beside the common ones.</summary>
/// <remarks>Thread-safe.</remarks>
public static class LastFmSlots
{
    /// <summary>The API's address.</summary>
    public static Slot Api { get; } = new("api");

    /// <summary>The consent page's address.</summary>
    public static Slot Consent { get; } = new("consent");

    /// <summary>The form of replies: <c>json</c> or <c>xml</c>.</summary>
    public static Slot Format { get; } = new("format");

    /// <summary>What the password flow sends: <c>password</c> or <c>authToken</c>.</summary>
    public static Slot Mobile { get; } = new("mobile");

    /// <summary>The older form of a password: a hash over the lower-cased name and the hashed password.</summary>
    public static Slot AuthToken { get; } = new("authToken", true);

    /// <summary>Whether the account pays: <c>0</c> or <c>1</c>, or missing.</summary>
    public static Slot Subscriber { get; } = new("subscriber");
}
