using System.Globalization;

namespace Auth.Frob.Ipernity.Simulator;

/// <summary>The checks of OAuth 1.0 with the service's codes 130 to 135: https://www.ipernity.com/help/api/auth.oauth.</summary>
/// <remarks>Thread-safe. A nonce and a time count only when the signature over them is right.</remarks>
internal sealed class OAuthChecks(SimulatedIpernity service)
{
    private static readonly string[] Needed =
        ["oauth_consumer_key", "oauth_nonce", "oauth_signature", "oauth_signature_method", "oauth_timestamp"];

    private readonly Lock _gate = new();
    private readonly Dictionary<string, long> _lastTime = new(StringComparer.Ordinal);
    private readonly Dictionary<(string Key, string Nonce), long> _nonces = [];

    /// <summary>What the shape of the call says: 131, 130 or 135; nothing is remembered.</summary>
    public static int CheckShape(OAuthCall call)
    {
        if (Needed.Any(name => call.Parameters.Filled(name) is null))
        {
            return 131;
        }

        if (call.Parameters["oauth_version"] is not (null or "1.0"))
        {
            return 130;
        }

        bool isKnown = call.SignatureMethod == "HMAC-SHA1" || (call.SignatureMethod == "PLAINTEXT" && call.Request.IsConfidential);
        return isKnown ? 0 : 135;
    }

    /// <summary>Time, nonce and signature: 132, 134, 133 or 105.</summary>
    public int CheckSignature(OAuthCall call, string appSecret, string tokenSecret)
    {
        long now = service.Time.GetUtcNow().ToUnixTimeSeconds();
        long tolerance = (long)SimulatedIpernity.ClockTolerance.TotalSeconds;
        bool isNumber = long.TryParse(call.Parameters["oauth_timestamp"], NumberStyles.None, CultureInfo.InvariantCulture, out long sent);
        if (!isNumber || Math.Abs(now - sent) > tolerance)
        {
            return 132;
        }

        string caller = $"{call.Key} {call.Token}";
        (string, string) nonce = (call.Key!, call.Parameters["oauth_nonce"]!);
        lock (_gate)
        {
            if (sent < _lastTime.GetValueOrDefault(caller))
            {
                return 134;
            }

            if (_nonces.ContainsKey(nonce))
            {
                return 133;
            }

            if (!call.HasRightSignature(appSecret, tokenSecret))
            {
                return 105;
            }

            foreach ((string, string) old in _nonces.Where(pair => now - pair.Value > 2 * tolerance).Select(pair => pair.Key).ToArray())
            {
                _nonces.Remove(old);
            }

            _nonces[nonce] = sent;
            _lastTime[caller] = sent;
            return 0;
        }
    }
}
