namespace Auth.Frob.Slots;

/// <summary>A named place for one value of a flow: recipes say what fills it and what reads it.</summary>
/// <param name="Name">The slot's identity: two slots of one name are one slot.</param>
/// <param name="IsSecret">Whether the value must never be printed.</param>
/// <remarks>The set is open: a provider makes slots of its own. Immutable and thread-safe.</remarks>
public readonly record struct Slot(string Name, bool IsSecret = false)
{
    /// <summary>The application's public key.</summary>
    public static Slot ApiKey { get; } = new("apiKey");

    /// <summary>The application's shared secret.</summary>
    public static Slot SharedSecret { get; } = new("sharedSecret", true);

    /// <summary>The short-lived ticket, whatever the service calls it.</summary>
    public static Slot Frob { get; } = new("frob", true);

    /// <summary>The secret that a service gives along with the frob (OAuth 1).</summary>
    public static Slot FrobSecret { get; } = new("frobSecret", true);

    /// <summary>What the user or the redirect brings back besides the frob.</summary>
    public static Slot Verifier { get; } = new("verifier", true);

    /// <summary>The nonce that a redirect must echo.</summary>
    public static Slot State { get; } = new("state", true);

    /// <summary>The lasting credential.</summary>
    public static Slot Token { get; } = new("token", true);

    /// <summary>The secret that a service gives along with the token (OAuth 1).</summary>
    public static Slot TokenSecret { get; } = new("tokenSecret", true);

    /// <summary>The credential that renews the token, where a service has one.</summary>
    public static Slot RefreshToken { get; } = new("refreshToken", true);

    /// <summary>The user's password, in flows without a consent page.</summary>
    public static Slot Password { get; } = new("password", true);

    /// <summary>The user's name at the service, in flows without a consent page.</summary>
    public static Slot Username { get; } = new("username");

    /// <summary>The address that the browser comes back to.</summary>
    public static Slot Callback { get; } = new("callback");

    /// <summary>The consent page, where the service chooses its address.</summary>
    public static Slot ConsentUri { get; } = new("consentUri", true);

    /// <summary>The short code that the user types at the consent page.</summary>
    public static Slot UserCode { get; } = new("userCode");

    /// <summary>Seconds until the frob (before consent) or the token (after it) expires.</summary>
    public static Slot ExpiresIn { get; } = new("expiresIn");

    /// <summary>Seconds to leave between two polls, where the service says so.</summary>
    public static Slot PollSeconds { get; } = new("pollSeconds");

    /// <summary>The permissions asked for as one text, and the permissions found in a reply.</summary>
    public static Slot Permissions { get; } = new("permissions");

    /// <summary>The account's lasting identifier.</summary>
    public static Slot AccountId { get; } = new("accountId");

    /// <summary>The account's name at the service.</summary>
    public static Slot AccountName { get; } = new("accountName");

    /// <summary>The name that people see.</summary>
    public static Slot DisplayName { get; } = new("displayName");

    /// <summary>Compares by name alone, ordinally.</summary>
    /// <param name="other">The slot to compare with.</param>
    /// <returns>True if both have one name.</returns>
    public bool Equals(Slot other) => string.Equals(Name, other.Name, StringComparison.Ordinal);

    /// <summary>The hash of the name.</summary>
    /// <returns>An ordinal hash.</returns>
    public override int GetHashCode() => Name is null ? 0 : string.GetHashCode(Name, StringComparison.Ordinal);

    /// <summary>The slot's name; never a value.</summary>
    /// <returns>The name.</returns>
    public override string ToString() => Name;
}
