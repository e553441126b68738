using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Auth.Frob.Slots;

namespace Auth.Frob.Signing;

/// <summary>OAuth 1.0 with HMAC-SHA1 in the <c>Authorization</c> header (RFC 5849).</summary>
/// <remarks>
/// <c>oauth_token</c>, <c>oauth_callback</c> and <c>oauth_verifier</c> are ordinary parameters of the call; this signer adds timestamp,
/// nonce, method and signature, and moves everything named <c>oauth_*</c> to the header. Immutable and thread-safe.
/// </remarks>
public sealed record OAuth1Signer : Signer
{
    private const string Prefix = "oauth_";
    private const string Scheme = "OAuth ";

    /// <summary>The realm of the header; no part of the signature.</summary>
    /// <value>Null: none is sent.</value>
    public string? Realm { get; init; }

    /// <inheritdoc/>
    public override void Sign(SigningDraft draft, AppKey key, Secret? secondSecret = null)
    {
        ArgumentNullException.ThrowIfNull(draft);
        ArgumentNullException.ThrowIfNull(key);
        draft.Add(new WireParameter("oauth_signature_method", "HMAC-SHA1"));
        var seconds = draft.Time.GetUtcNow().ToUnixTimeSeconds();
        draft.Add(new WireParameter("oauth_timestamp", seconds.ToString(CultureInfo.InvariantCulture)));
        draft.Add(new WireParameter("oauth_nonce", draft.NextNonce()));
        draft.Add(new WireParameter("oauth_signature", Compute(draft, key, secondSecret), true));
        var header = Header(draft.Parameters);
        draft.Remove(static p => IsOAuth(p));
        draft.Add(new WireParameter("Authorization", header, true, WirePlace.Header));
    }

    /// <inheritdoc/>
    public override string Explain(SigningDraft draft)
    {
        ArgumentNullException.ThrowIfNull(draft);
        var names = new StringBuilder(draft.Method.Method).Append('&').Append(draft.Address).Append('&');
        foreach (var p in Ordered([.. draft.Parameters, .. Moved(draft.Parameters)]))
            names.Append(CultureInfo.InvariantCulture, $"{p.Name}=<{p.Value.Length}> ");
        return names.Append("key <secret>&<secret>").ToString();
    }

    private static string Compute(SigningDraft draft, AppKey key, Secret? secondSecret)
    {
        // RFC 5849 section 3.4.1: method, base address and the ordered, encoded parameters, each encoded once more.
        var pairs = new StringBuilder();
        foreach (var p in Ordered(draft.Parameters))
        {
            if (pairs.Length > 0)
                pairs.Append('&');
            pairs.Append(p.Name).Append('=').Append(p.Value);
        }
        var text = $"{draft.Method.Method.ToUpperInvariant()}&{Encode(BaseAddress(draft.Address))}&{Encode(pairs.ToString())}";
        var hmacKey = Encoding.ASCII.GetBytes($"{Encode(key.SharedSecret.Reveal())}&{Encode(secondSecret?.Reveal() ?? "")}");
        var signature = Convert.ToBase64String(HMACSHA1.HashData(hmacKey, Encoding.ASCII.GetBytes(text)));
        CryptographicOperations.ZeroMemory(hmacKey);
        return signature;
    }

    /// <summary>What is signed, encoded, in the order of section 3.4.1.3.2: the encoded bytes of names, then of values.</summary>
    private static List<(string Name, string Value)> Ordered(ReadOnlySpan<WireParameter> parameters)
    {
        var encoded = new List<(string Name, string Value)>(parameters.Length);
        foreach (var p in parameters)
        {
            if (p.Place != WirePlace.Header && p.Name is not "oauth_signature" and not "realm")
                encoded.Add((Encode(p.Name), Encode(p.Value)));
        }
        encoded.Sort(static (left, right) =>
            string.CompareOrdinal(left.Name, right.Name) is not 0 and var byName ? byName : string.CompareOrdinal(left.Value, right.Value));
        return encoded;
    }

    /// <summary>What a signed draft carries in its header, so that it is explained as it was signed.</summary>
    private static List<WireParameter> Moved(ReadOnlySpan<WireParameter> parameters)
    {
        var moved = new List<WireParameter>();
        foreach (var header in parameters)
        {
            if (header is not { Place: WirePlace.Header, Name: "Authorization" } || !header.Value.StartsWith(Scheme, StringComparison.Ordinal))
                continue;
            foreach (var pair in header.Value[Scheme.Length..].Split(", "))
            {
                if (pair.Split("=\"") is [var name, var value])
                    moved.Add(new WireParameter(name, Uri.UnescapeDataString(value.TrimEnd('"')), true));
            }
        }
        return moved;
    }

    private string Header(ReadOnlySpan<WireParameter> parameters)
    {
        var header = new StringBuilder(Scheme);
        if (Realm is not null)
            header.Append(CultureInfo.InvariantCulture, $"realm=\"{Realm}\", ");
        foreach (var p in parameters)
        {
            if (IsOAuth(p))
                header.Append(CultureInfo.InvariantCulture, $"{Encode(p.Name)}=\"{Encode(p.Value)}\", ");
        }
        header.Length -= 2;
        return header.ToString();
    }

    /// <summary>Scheme and host in lower case, no default port, no query (section 3.4.1.2).</summary>
    private static string BaseAddress(string address)
    {
        var uri = new Uri(address);
        var port = uri.IsDefaultPort ? "" : ":" + uri.Port.ToString(CultureInfo.InvariantCulture);
        return $"{uri.Scheme}://{uri.Host}{port}{uri.AbsolutePath}";
    }

    private static bool IsOAuth(WireParameter parameter) => parameter.Name.StartsWith(Prefix, StringComparison.Ordinal);

    // Uri.EscapeDataString leaves exactly the unreserved characters of section 3.6 as they are.
    private static string Encode(string value) => Uri.EscapeDataString(value);
}
