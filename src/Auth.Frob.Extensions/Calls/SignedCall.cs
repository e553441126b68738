using System.Text;
using Auth.Frob.Extensions.Grants;

namespace Auth.Frob.Extensions.Calls;

/// <summary>A call with its signature: what the caller wrote, and what was added to it.</summary>
internal sealed class SignedCall
{
    private readonly CallWords _words;

    private SignedCall(FrobClient client, StoredGrant kept, CallWords words, SigningDraft draft)
    {
        Client = client;
        Kept = kept;
        Draft = draft;
        _words = words;
    }

    public FrobClient Client { get; }

    /// <summary>The grant in the version that signed.</summary>
    public StoredGrant Kept { get; }

    public Grant Grant => Kept.Grant!;

    public SigningDraft Draft { get; }

    private ReadOnlySpan<WireParameter> Added => Draft.Parameters[_words.Parameters.Length..];

    /// <summary>Signs; what the caller signed already, and a grant that another key made, are refused.</summary>
    public static SignedCall Sign(FrobClient client, StoredGrant kept, CallWords words, HttpRequestMessage request, TimeProvider time)
    {
        var draft = new SigningDraft
        {
            Address = words.Address.WithoutQuery,
            Method = request.Method,
            ApiMethod = words.ApiMethod,
            SignaturePlace = words.Place,
            Time = time,
        };
        foreach (var parameter in words.Parameters)
            draft.Add(parameter);
        if (client.Sign(kept.Grant!, draft) is { } refused)
            throw new FrobCallException(refused, kept.Key);
        var call = new SignedCall(client, kept, words, draft);
        var twice = call.WrittenTwice(request);
        return twice.Length == 0 ? call : throw Misuse.Of(
            client.Instance, "Request",
            $"the call is signed already, or says itself what signing adds: take out {string.Join(", ", twice)}. Nothing was sent");
    }

    /// <summary>The address with the additions behind what the caller wrote, which stays byte for byte.</summary>
    public Uri Address(Uri asked)
    {
        var added = Encoded(WirePlace.Query);
        // The parser would write some of the caller's escapes in another way; this is what would have been sent without us.
        var written = asked.PathAndQuery;
        var joint = written.Contains('?', StringComparison.Ordinal) ? written[^1] is '?' or '&' ? "" : "&" : "?";
        return added.Length == 0 ? asked : new Uri(
            $"{asked.GetLeftPart(UriPartial.Authority)}{written}{joint}{added}",
            new UriCreationOptions { DangerousDisablePathAndQueryCanonicalization = true });
    }

    /// <summary>The body with the additions behind what the caller wrote; the caller's own where nothing is added.</summary>
    public async ValueTask<HttpContent?> BodyAsync(HttpContent? content, CancellationToken cancellationToken)
    {
        if (Encoded(WirePlace.Body) is not { Length: > 0 } added)
            return content;
        if (_words.Kind == BodyKind.Parts)
            return WithParts((MultipartContent)content!);
        var form = content is null ? [] : await content.ReadAsByteArrayAsync(cancellationToken).ConfigureAwait(false);
        var joint = form.Length == 0 || form[^1] == (byte)'&' ? "" : "&";
        var signed = new ByteArrayContent([.. form, .. Encoding.ASCII.GetBytes(joint + added)]);
        if (content is null)
            signed.Headers.ContentType = new("application/x-www-form-urlencoded");
        else
            CopyHeaders(content, signed);
        return signed;
    }

    /// <summary>Adds what travels in headers, and notes which they are, one by one.</summary>
    public void AddHeaders(HttpRequestMessage request, List<string> names)
    {
        foreach (ref readonly var p in Added)
        {
            if (p.Place != WirePlace.Header)
                continue;
            // A line break would begin another header, and what the request does not take would be left out in silence.
            if (p.Value.AsSpan().ContainsAnyExceptInRange(' ', '~') || !request.Headers.TryAddWithoutValidation(p.Name, p.Value))
                throw new InvalidOperationException($"The header '{p.Name}' can't carry its value.");
            names.Add(p.Name);
        }
    }

    private MultipartContent WithParts(MultipartContent content)
    {
        var parts = new MultipartContent("form-data", CallBody.BoundaryOf(content)!) { HeaderEncodingSelector = content.HeaderEncodingSelector };
        parts.Headers.Clear();
        CopyHeaders(content, parts);
        foreach (var part in content)
            parts.Add(part);
        foreach (ref readonly var p in Added)
        {
            if (p.Place != WirePlace.Body)
                continue;
            var part = new StringContent(p.Value);
            part.Headers.ContentDisposition = new("form-data") { Name = $"\"{p.Name}\"" };
            parts.Add(part);
        }
        return parts;
    }

    private string Encoded(WirePlace place)
    {
        var text = new StringBuilder();
        foreach (ref readonly var p in Added)
        {
            if (p.Place == place)
                text.Append(text.Length == 0 ? "" : "&").Append(Uri.EscapeDataString(p.Name)).Append('=').Append(Uri.EscapeDataString(p.Value));
        }
        return text.ToString();
    }

    private string[] WrittenTwice(HttpRequestMessage request)
    {
        var now = Draft.Parameters.ToArray();
        var caller = _words.Parameters;
        // A signer that moves the caller's own away leaves less of them at the beginning than there were.
        if (!now.AsSpan().StartsWith(caller.AsSpan()))
            return [.. caller.Where(p => !now.Contains(p)).Select(static p => p.Name).Distinct()];
        var added = now[caller.Length..];
        return
        [
            .. added.Where(a => a.Place != WirePlace.Header && caller.Any(p => p.Name == a.Name)).Select(static a => a.Name),
            .. added.Where(a => a.Place == WirePlace.Header && request.Headers.Contains(a.Name)).Select(static a => $"the header {a.Name}"),
        ];
    }

    private static void CopyHeaders(HttpContent from, HttpContent to)
    {
        foreach (var (name, values) in from.Headers.NonValidated)
        {
            if (!name.Equals("Content-Length", StringComparison.OrdinalIgnoreCase))
                to.Headers.TryAddWithoutValidation(name, values);
        }
    }
}
