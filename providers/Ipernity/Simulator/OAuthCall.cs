using Auth.Frob.Testing.Simulation;

namespace Auth.Frob.Ipernity.Simulator;

/// <summary>A request signed as OAuth 1.0 has it: the parameters of header, query and form together.</summary>
internal sealed class OAuthCall
{
    public OAuthCall(SimulatedRequest request)
    {
        Request = request;
        All = [.. OAuthSignature.ReadHeader(request.Header("Authorization")), .. request.Query.All, .. request.Form.All];
        Parameters = SimulatedParameters.Of(All);
    }

    public SimulatedRequest Request { get; }

    public IReadOnlyList<KeyValuePair<string, string>> All { get; }

    public SimulatedParameters Parameters { get; }

    public string? Key => Parameters.Filled("oauth_consumer_key");

    public string? Token => Parameters.Filled("oauth_token");

    public string? SignatureMethod => Parameters.Filled("oauth_signature_method");

    /// <summary>Whether the request means to be OAuth's.</summary>
    public bool IsOAuth => All.Any(pair => pair.Key.StartsWith("oauth_", StringComparison.Ordinal));

    public bool HasRightSignature(string appSecret, string tokenSecret)
    {
        string right = SignatureMethod == "PLAINTEXT"
            ? OAuthSignature.PlainText(appSecret, tokenSecret)
            : OAuthSignature.HmacSha1(OAuthSignature.BaseString(Request.Method, Request.Address, All), appSecret, tokenSecret);
        return string.Equals(Parameters["oauth_signature"], right, StringComparison.Ordinal);
    }
}
