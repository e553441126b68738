namespace Auth.Frob.Extensions.Calls;

/// <summary>What the caller wrote, as a signature sees it.</summary>
/// <param name="Address">Where the call goes.</param>
/// <param name="Parameters">Names and values of query and body, decoded, in their order.</param>
/// <param name="Kind">What the body is.</param>
/// <param name="ApiMethod">The service's method.</param>
/// <param name="Place">Where additions travel.</param>
internal sealed record CallWords(CallAddress Address, ImmutableArray<WireParameter> Parameters, BodyKind Kind, string? ApiMethod, WirePlace Place)
{
    public static async ValueTask<CallWords> ReadAsync(FrobClient client, Grant grant, HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var address = CallAddress.Of(client, request.RequestUri);
        var flow = client.Provider.FindFlow(grant.Flow);
        var kind = CallBody.KindOf(request.Content);
        var isOAuth = (flow?.Signer ?? client.Provider.Signer) is OAuth1Signer;
        // RFC 5849, section 3.4.1.3.1: of bodies this signature covers forms in one text alone.
        if (kind == BodyKind.Parts && isOAuth)
            kind = BodyKind.Other;
        var read = new SigningDraft { Address = address.WithoutQuery };
        read.AddEncoded(request.RequestUri!.Query.TrimStart('?'), WirePlace.Query);
        if (kind == BodyKind.Form)
            await CallBody.AddFormAsync(read, request.Content!, client.Instance, cancellationToken).ConfigureAwait(false);
        else if (kind == BodyKind.Parts)
            await CallBody.AddPartsAsync(read, request.Content!, client.Instance, cancellationToken).ConfigureAwait(false);
        var inBody = kind is BodyKind.Form or BodyKind.Parts || (kind == BodyKind.None && request.Method == HttpMethod.Post);
        ImmutableArray<WireParameter> parameters = isOAuth ? [.. read.Parameters] : Counted(read);
        var method = Method(client, (flow?.Use ?? client.Provider.Use)?.Method ?? ApiMethodFrom.Nothing, address, parameters);
        return new CallWords(address, parameters, kind, method, inBody ? WirePlace.Body : WirePlace.Query);
    }

    // Section 3.4.1.3.2 signs a name that comes twice twice. The family's servers see each name once, the last value wins, and the form
    // comes after the query; they sign what they see. What travels is what the caller wrote.
    private static ImmutableArray<WireParameter> Counted(SigningDraft read)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        return [.. Enumerable.Reverse(read.Parameters.ToArray()).Where(p => names.Add(p.Name)).Reverse()];
    }

    private static string? Method(FrobClient client, ApiMethodFrom from, CallAddress address, ImmutableArray<WireParameter> parameters) => from switch
    {
        ApiMethodFrom.Nothing => null,
        ApiMethodFrom.PathSegment => address.Method ?? throw Misuse.Of(
            client.Instance, nameof(HttpRequestMessage.RequestUri),
            $"the call names no method: write it as the first segment of the path after {client.ApiAddress.GetLeftPart(UriPartial.Path)}"),
        _ => parameters.FirstOrDefault(static p => p.Name == "method").Value is { Length: > 0 } method ? method : throw Misuse.Of(
            client.Instance, "method", "the call names no method: write the parameter 'method' into the query, or into the form of a POST"),
    };
}
