namespace Auth.Frob.Ipernity;

/// <summary>The slots that ipernity uses beside the common ones.</summary>
/// <remarks>Thread-safe.</remarks>
public static class IpernitySlots
{
    /// <summary>The API's address.</summary>
    public static Slot Api { get; } = new("api");

    /// <summary>The consent page's address.</summary>
    public static Slot Consent { get; } = new("consent");

    /// <summary>The address beneath which the OAuth pages are.</summary>
    public static Slot OAuth { get; } = new("oauth");

    /// <summary>The form of replies: <c>json</c> or <c>xml</c>.</summary>
    public static Slot Format { get; } = new("format");

    /// <summary>What auth.getToken shall add: <c>pref</c>, or empty.</summary>
    public static Slot Extra { get; } = new("extra");

    /// <summary>The user's language.</summary>
    public static Slot Language { get; } = new("language");

    /// <summary>Whether the user is a paying member: <c>0</c> or <c>1</c>.</summary>
    public static Slot Pro { get; } = new("pro");

    /// <summary>What <c>extra</c> added to the reply, by path.</summary>
    public static Slot Preferences { get; } = new("auth");

    /// <summary>What <c>extra</c> added to the user, by path.</summary>
    public static Slot UserPreferences { get; } = new("user");
}
