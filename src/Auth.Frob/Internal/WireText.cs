namespace Auth.Frob.Internal;

/// <summary>Writes parameters as they travel: percent-encoded UTF-8, or a flat JSON object.</summary>
internal static class WireText
{
    private static readonly SearchValues<char> Unreserved =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~");

    public static byte[] Body(ReadOnlySpan<WireParameter> parameters, BodyFormat format) =>
        format == BodyFormat.Json ? Json(parameters) : Form(parameters);

    /// <summary>The address with what travels in its query.</summary>
    public static Uri WithQuery(Uri address, ReadOnlySpan<WireParameter> parameters)
    {
        StringBuilder? text = null;
        foreach (ref readonly var p in parameters)
        {
            if (p.Place != WirePlace.Query)
                continue;
            text = text?.Append('&') ?? new StringBuilder(address.AbsoluteUri).Append(address.Query.Length > 0 ? '&' : '?');
            text.Append(Uri.EscapeDataString(p.Name)).Append('=').Append(Uri.EscapeDataString(p.Value));
        }
        return text is null ? address : new Uri(text.ToString());
    }

    /// <summary>The address with one more name and value in its query, the rest as it was.</summary>
    public static Uri WithParameter(Uri address, string name, string value) =>
        WithQuery(address, [new WireParameter(name, value, false, WirePlace.Query)]);

    private static byte[] Form(ReadOnlySpan<WireParameter> parameters)
    {
        var room = 0;
        foreach (ref readonly var p in parameters)
            room += p.Place == WirePlace.Body ? (9 * (p.Name.Length + p.Value.Length)) + 2 : 0;
        var rented = ArrayPool<byte>.Shared.Rent(room + 1);
        var at = 0;
        foreach (ref readonly var p in parameters)
        {
            if (p.Place != WirePlace.Body)
                continue;
            if (at > 0)
                rented[at++] = (byte)'&';
            at += Encode(p.Name, rented.AsSpan(at));
            rented[at++] = (byte)'=';
            at += Encode(p.Value, rented.AsSpan(at));
        }
        var body = rented.AsSpan(0, at).ToArray();
        rented.AsSpan(0, at).Clear();
        ArrayPool<byte>.Shared.Return(rented);
        return body;
    }

    private static int Encode(string text, Span<byte> destination) =>
        Encoding.ASCII.GetBytes(text.AsSpan().ContainsAnyExcept(Unreserved) ? Uri.EscapeDataString(text) : text, destination);

    private static byte[] Json(ReadOnlySpan<WireParameter> parameters)
    {
        var buffer = new ArrayBufferWriter<byte>(256);
        using var json = new Utf8JsonWriter(buffer);
        json.WriteStartObject();
        foreach (ref readonly var p in parameters)
        {
            if (p.Place == WirePlace.Body)
                json.WriteString(p.Name, p.Value);
        }
        json.WriteEndObject();
        json.Flush();
        return buffer.WrittenSpan.ToArray();
    }
}
