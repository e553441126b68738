namespace Auth.Frob.Ipernity;

/// <summary>ipernity's error codes. Its texts were reworded over the years, so nothing ever looks at them.</summary>
/// <remarks>Thread-safe.</remarks>
public static class IpernityErrors
{
    private const string Page = "https://www.ipernity.com/help/api/method/auth.getToken";

    /// <summary>The table of every method.</summary>
    public static ErrorMap General { get; } = new()
    {
        Places = [new("api.code", "api.message"), new("code", "message")],
        Rows =
        [
            new("100", FrobErrorKind.InvalidAppKey, "the api key is missing", Page),
            new("101", FrobErrorKind.InvalidAppKey, "the api key is unknown or disabled", Page),
            new("102", FrobErrorKind.InvalidRequest, "no such format", Page),
            new("103", FrobErrorKind.Unsupported, "no such method", Page),
            new("104", FrobErrorKind.InvalidSignature, "the signature is missing", Page),
            new("105", FrobErrorKind.InvalidSignature, "the signature is wrong", Page),
            new("106", FrobErrorKind.InvalidGrant, "the token is missing", Page),
            new("107", FrobErrorKind.InvalidGrant, "the token is invalid", Page),
            new("108", FrobErrorKind.Blocked, "the account is closed or suspended", Page),
            new("109", FrobErrorKind.Blocked, "a member or a group blocks this", Page),
            new("110", FrobErrorKind.InsufficientPermission, "the grant does not allow this method", Page),
            new("111", FrobErrorKind.Blocked, "this address may not use the application's key", Page)
            {
                Remedy = "Allow this machine's address in the key's settings at the service.",
            },
            new("112", FrobErrorKind.QuotaExceeded, "the application's quota is used up", Page),
            new("113", FrobErrorKind.RateLimited, "too many requests from this address", Page),
            new("120", FrobErrorKind.InvalidRequest, "the method wants POST", Page),
            new("121", FrobErrorKind.InvalidRequest, "the SOAP envelope is unreadable", Page),
            new("122", FrobErrorKind.InvalidRequest, "the XML-RPC envelope is unreadable", Page),
            new("130", FrobErrorKind.InvalidRequest, "OAuth version is neither 1.0 nor 1.0a", Page),
            new("131", FrobErrorKind.InvalidRequest, "OAuth parameters are missing", Page),
            new("132", FrobErrorKind.ClockSkew, "the OAuth timestamp is out of range", Page),
            new("133", FrobErrorKind.InvalidRequest, "the OAuth nonce was used before", Page),
            new("134", FrobErrorKind.ClockSkew, "the OAuth timestamp is out of range or older than the one before", Page),
            new("135", FrobErrorKind.InvalidRequest, "no such OAuth signature method", Page),
            new("500", FrobErrorKind.Unavailable, "the service failed", Page),
            new("501", FrobErrorKind.Unavailable, "maintenance", Page),
            new("503", FrobErrorKind.Unavailable, "unavailable for some minutes", Page),
        ],
    };

    internal static ErrorMap GetToken { get; } = new()
    {
        Rows =
        [
            new("1", FrobErrorKind.InvalidRequest, "the frob is missing", Page),
            new("2", FrobErrorKind.PendingOrInvalid, "the frob is not authorized yet, invalid, expired or used", Page),
        ],
    };
}
