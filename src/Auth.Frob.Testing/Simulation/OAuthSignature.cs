using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Auth.Frob.Testing.Simulation;

/// <summary>OAuth 1.0 signatures, computed the service's way: <see href="https://www.rfc-editor.org/rfc/rfc5849#section-3.4"/>.</summary>
/// <remarks>Written for the services alone; a client under test brings its own.</remarks>
public static class OAuthSignature
{
    /// <summary>The signature base string (§3.4.1).</summary>
    /// <param name="method">The HTTP method.</param>
    /// <param name="address">The address; its query is not looked at.</param>
    /// <param name="parameters">
    /// Every parameter of query, form and header, duplicates included; <c>realm</c> and <c>oauth_signature</c> are left out.
    /// </param>
    /// <returns>The text that is signed.</returns>
    public static string BaseString(string method, Uri address, IEnumerable<KeyValuePair<string, string>> parameters)
    {
        ArgumentNullException.ThrowIfNull(method);
        ArgumentNullException.ThrowIfNull(address);
        IEnumerable<string> sorted = parameters
            .Where(pair => pair.Key is not ("oauth_signature" or "realm"))
            .Select(pair => (Name: UrlText.Encode(pair.Key), Value: UrlText.Encode(pair.Value)))
            .OrderBy(pair => pair.Name, StringComparer.Ordinal)
            .ThenBy(pair => pair.Value, StringComparer.Ordinal)
            .Select(pair => $"{pair.Name}={pair.Value}");
        string port = address.IsDefaultPort ? "" : ":" + address.Port.ToString(CultureInfo.InvariantCulture);
        string place = $"{address.Scheme.ToLowerInvariant()}://{address.IdnHost.ToLowerInvariant()}{port}{address.AbsolutePath}";
        return $"{method.ToUpperInvariant()}&{UrlText.Encode(place)}&{UrlText.Encode(string.Join('&', sorted))}";
    }

    /// <summary>The HMAC-SHA1 signature (§3.4.2).</summary>
    /// <param name="baseString">The signature base string.</param>
    /// <param name="appSecret">The app's secret.</param>
    /// <param name="tokenSecret">The token's secret; empty where there is no token.</param>
    /// <returns>The signature in Base64.</returns>
    public static string HmacSha1(string baseString, string appSecret, string tokenSecret) => Convert.ToBase64String(
        HMACSHA1.HashData(Encoding.ASCII.GetBytes(PlainText(appSecret, tokenSecret)), Encoding.ASCII.GetBytes(baseString)));

    /// <summary>The PLAINTEXT signature (§3.4.4), which is the key of the others as well.</summary>
    /// <param name="appSecret">The app's secret.</param>
    /// <param name="tokenSecret">The token's secret; empty where there is no token.</param>
    /// <returns>Both secrets, encoded, joined by an ampersand.</returns>
    public static string PlainText(string appSecret, string tokenSecret) => $"{UrlText.Encode(appSecret)}&{UrlText.Encode(tokenSecret)}";

    /// <summary>Reads the parameters of an <c>Authorization: OAuth</c> header (§3.5.1).</summary>
    /// <param name="header">The header's value; may be null.</param>
    /// <returns>The parameters, decoded; empty where the header is another's.</returns>
    public static IReadOnlyList<KeyValuePair<string, string>> ReadHeader(string? header)
    {
        if (header is null || !header.StartsWith("OAuth ", StringComparison.OrdinalIgnoreCase))
        {
            return [];
        }

        var pairs = new List<KeyValuePair<string, string>>();
        const StringSplitOptions Neat = StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries;
        foreach (string member in header["OAuth ".Length..].Split(',', Neat))
        {
            int equals = member.IndexOf('=', StringComparison.Ordinal);
            if (equals > 0)
            {
                // A plus sign stands for itself in a header, unlike in a form.
                string value = member[(equals + 1)..].Trim('"').Replace("+", "%2B", StringComparison.Ordinal);
                pairs.Add(new(UrlText.Decode(member[..equals]), UrlText.Decode(value)));
            }
        }

        return pairs;
    }
}
