namespace Auth.Frob.LastFm.Simulator;

/// <summary>The service's codes, their texts and the HTTP status that comes with each.</summary>
internal static class LastFmErrors
{
    public const string NotIssued = "Unauthorized Token - This token has not been issued";

    // https://www.last.fm/api/errorcodes; 14 and 15 as public reports and the page of auth.getSession word them.
    public static string Text(int code) => code switch
    {
        2 => "Invalid service - This service does not exist",
        3 => "Invalid Method - No method with that name in this package",
        4 => "Authentication Failed - You do not have permissions to access the service",
        5 => "Invalid format - This service doesn't exist in that format",
        6 => "Invalid parameters - Your request is missing a required parameter",
        7 => "Invalid resource specified",
        8 => "Operation failed - Something else went wrong",
        9 => "Invalid session key - Please re-authenticate",
        10 => "Invalid API key - You must be granted a valid key by last.fm",
        11 => "Service Offline - This service is temporarily offline. Try again later.",
        13 => "Invalid method signature supplied",
        14 => "Unauthorized Token - This token has not been authorized",
        15 => "This token has expired",
        16 => "There was a temporary error processing your request. Please try again",
        17 => "Login: User requires to be logged in",
        26 => "Suspended API key - Access for your account has been suspended, please contact Last.fm",
        29 => "Rate limit exceeded - Your IP has made too many requests in a short period",
        _ => "An error occurred",
    };

    // As observed: 13 came with 400; 401 and other 5xx never.
    public static int HttpStatus(int code) => code switch
    {
        3 or 5 or 6 or 13 => 400,
        8 => 500,
        11 or 16 => 503,
        29 => 429,
        _ => 403,
    };
}
