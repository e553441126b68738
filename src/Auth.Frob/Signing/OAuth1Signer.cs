namespace Auth.Frob.Signing;

/// <summary>OAuth 1.0 with HMAC-SHA1 in the <c>Authorization</c> header (RFC 5849).</summary>
/// <remarks>
/// <c>oauth_token</c>, <c>oauth_callback</c> and <c>oauth_verifier</c> are ordinary parameters of the call; this signer adds timestamp,
/// nonce, method and signature, and moves everything named <c>oauth_*</c> to the header. Immutable and thread-safe.
/// </remarks>
public sealed record OAuth1Signer : Signer
{
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
        WireParameter[] moved = [.. draft.Parameters.ToArray().Where(IsOAuth)];
        draft.Remove(IsOAuth);
        foreach (var p in moved)
            draft.Add(p with { Place = WirePlace.SignerHeader });
        var parts = moved.Select(static p => $"{Encode(p.Name)}=\"{Encode(p.Value)}\"");
        var header = "OAuth " + string.Join(", ", Realm is null ? parts : parts.Prepend($"realm=\"{Realm}\""));
        draft.Add(new WireParameter("Authorization", header, true, WirePlace.Header));
    }

    /// <inheritdoc/>
    public override string Explain(SigningDraft draft)
    {
        ArgumentNullException.ThrowIfNull(draft);
        var pairs = Ordered(draft.Parameters).Select(static p => $"{p.Name}=<{p.Value.Length}>");
        return $"{draft.Method}&{new Uri(draft.Address).GetLeftPart(UriPartial.Authority)}/...&{string.Join('&', pairs)} with the key <secret>&<secret>";
    }

    private static string Compute(SigningDraft draft, AppKey key, Secret? secondSecret)
    {
        // RFC 5849 section 3.4.1: method, base address and the ordered, encoded parameters, each encoded once more.
        var pairs = string.Join('&', Ordered(draft.Parameters).Select(static p => $"{p.Name}={p.Value}"));
        var text = $"{draft.Method.Method.ToUpperInvariant()}&{Encode(BaseAddress(draft.Address))}&{Encode(pairs)}";
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

    /// <summary>Scheme and host in lower case, no default port, no query (section 3.4.1.2).</summary>
    private static string BaseAddress(string address) =>
        new Uri(address).GetComponents(UriComponents.SchemeAndServer | UriComponents.Path, UriFormat.UriEscaped);

    private static bool IsOAuth(WireParameter parameter) => parameter.Name.StartsWith("oauth_", StringComparison.Ordinal);

    // Uri.EscapeDataString leaves exactly the unreserved characters of section 3.6 as they are.
    private static string Encode(string value) => Uri.EscapeDataString(value);
}
