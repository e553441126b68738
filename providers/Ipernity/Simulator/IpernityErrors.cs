namespace Auth.Frob.Ipernity.Simulator;

/// <summary>The service's codes and their texts.</summary>
internal static class IpernityErrors
{
    // https://www.ipernity.com/help/api/method/auth.getToken
    public static string Text(int code) => code switch
    {
        1 => "The frob is missing",
        2 => "The passed frob is either invalid or already used",
        100 => "Please add the api_key parameter to this request.",
        101 => "This API key is invalid or disabled.",
        102 => "The requested format is invalid. Valid formats are : json, xml, php.",
        103 => "The requested method is invalid or missing.",
        104 => "The query signature is missing.",
        105 => "The query signature is invalid.",
        106 => "User is not logged. The authentication token is missing.",
        107 => "The authentication token is invalid.",
        108 => "The user account is closed or suspended.",
        109 => "This action is blocked because of a member or a group blocklist restriction",
        110 => "Insufficient permissions for this method.",
        111 => "The request came from a remote address not allowed by this application.",
        112 => "The application has reached its requests quota.",
        113 => "The client IP has reached a limit. Limits are based on requests per seconds, minutes, hours, ...",
        120 => "This API method must be called using HTTP POST.",
        121 => "The SOAP envelope could not be parsed.",
        122 => "The XML-RPC envelope could not be parsed.",
        130 => "We only support OAuth version 1.1 and 1.1a",
        131 => "Some of the OAuth parameters were not sent: ",
        132 => "The timestamp sent is out of ranges. Please check your computer clock is not skewed.",
        133 => "The OAuth Nonce parameter cannot be used twice.",
        134 => "The OAuth Timestamp parameter is out of ranges (clock skew) or inferior to the previous timestamp sent.",
        135 => "The OAuth Signature must be either MD5, HMAC_SHA1 or PLAINTEXT over HTTPS.",
        500 => "Service general error.",
        501 => "Service under temporarily maintenance. Thank you for your kind understanding.",
        503 => "The service is temporarily unavailable. Please try again in a few minutes.",
        _ => "An error occurred.",
    };
}
