namespace Auth.Frob.LastFm;

/// <summary>Last.fm's error codes: the general table, and what three of them mean in one method alone.</summary>
/// <remarks>Codes 4 and 14 begin with the same words, so nothing ever looks at a message. Thread-safe.</remarks>
public static class LastFmErrors
{
    private const string Codes = "https://www.last.fm/api/errorcodes";
    private const string Session = "https://www.last.fm/api/show/auth.getSession";
    private const string Mobile = "https://www.last.fm/api/show/auth.getMobileSession";

    /// <summary>The table of every method.</summary>
    public static ErrorMap General { get; } = new()
    {
        // An object or an attribute first (GNU FM's data methods, XML), then the plain member.
        Places = [new("error.code", "error", "error.#text", "error.message"), new("error", "message")],
        Rows =
        [
            new("1", FrobErrorKind.Unsupported, "does not exist", Codes),
            new("2", FrobErrorKind.Unsupported, "no such service", Codes),
            new("3", FrobErrorKind.Unsupported, "no such method on this server", Codes),
            new("4", FrobErrorKind.InvalidCredentials, "authentication failed", Codes),
            new("5", FrobErrorKind.InvalidRequest, "no such format", Codes),
            new("6", FrobErrorKind.InvalidRequest, "a required parameter is missing", Codes),
            new("7", FrobErrorKind.InvalidRequest, "no such resource", Codes),
            new("8", FrobErrorKind.Unavailable, "the back end failed", Codes),
            new("9", FrobErrorKind.InvalidGrant, "the session key is unknown or was revoked", Codes),
            new("10", FrobErrorKind.InvalidAppKey, "the api key is unknown", Codes),
            new("11", FrobErrorKind.Unavailable, "the service is offline", Codes),
            new("12", FrobErrorKind.InsufficientPermission, "for subscribers only", Codes),
            new("13", FrobErrorKind.InvalidSignature, "the signature is missing or wrong", Codes),
            new("14", FrobErrorKind.Pending, "the token was not authorized yet", Codes),
            new("15", FrobErrorKind.InvalidRequest, "the item can't be streamed", Codes),
            new("16", FrobErrorKind.Unavailable, "unavailable for a moment", Codes),
            new("17", FrobErrorKind.InsufficientPermission, "sign-in needed, or the profile is private", Codes),
            new("18", FrobErrorKind.InsufficientPermission, "the trial is over", Codes),
            new("19", FrobErrorKind.Unsupported, "does not exist", Codes),
            new("20", FrobErrorKind.InvalidRequest, "not enough content", Codes),
            new("21", FrobErrorKind.InvalidRequest, "not enough members", Codes),
            new("22", FrobErrorKind.InvalidRequest, "not enough fans", Codes),
            new("23", FrobErrorKind.InvalidRequest, "not enough neighbours", Codes),
            new("24", FrobErrorKind.InvalidRequest, "no peak radio", Codes),
            new("25", FrobErrorKind.InvalidRequest, "no such radio station", Codes),
            new("26", FrobErrorKind.SuspendedAppKey, "the api key is suspended", Codes),
            new("27", FrobErrorKind.Unsupported, "this kind of request is no longer answered", Codes),
            new("28", FrobErrorKind.Unknown, "not documented", Codes),
            new("29", FrobErrorKind.RateLimited, "too many requests from this address or key", Codes),
        ],
    };

    internal static ErrorMap GetToken { get; } = new()
    {
        Rows = [new("8", FrobErrorKind.Unavailable, "no token could be issued", "https://www.last.fm/api/show/auth.getToken")],
    };

    internal static ErrorMap GetSession { get; } = new()
    {
        Rows =
        [
            new("4", FrobErrorKind.InvalidFrob, "the token was never issued, is used, or is another key's", Session),
            new("14", FrobErrorKind.Pending, "the token was not authorized yet", Session),
            new("15", FrobErrorKind.Expired, "the token is older than 60 minutes", Session),
        ],
    };

    internal static ErrorMap GetMobileSession { get; } = new()
    {
        Rows =
        [
            new("4", FrobErrorKind.InvalidCredentials, "wrong name or password, not POST over https, or a key that may not do this", Mobile)
            {
                Remedy = "Check name (not e-mail address) and password. If both are right, this api key may not do this: use 'desktop' or 'web'.",
            },
        ],
    };
}
