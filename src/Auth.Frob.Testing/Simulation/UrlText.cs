using System.Text;

namespace Auth.Frob.Testing.Simulation;

/// <summary>Text in addresses and forms, read and written without the code of the clients that are judged.</summary>
public static class UrlText
{
    private const string Unreserved = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~";

    /// <summary>Decodes <c>%XX</c> as UTF-8 and <c>+</c> as a space; a stray percent sign stands for itself.</summary>
    /// <param name="text">The encoded text.</param>
    /// <returns>The decoded text.</returns>
    public static string Decode(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        byte[] source = Encoding.UTF8.GetBytes(text);
        byte[] decoded = new byte[source.Length];
        int length = 0;
        for (int i = 0; i < source.Length; i++)
        {
            bool isEscape = source[i] == '%' && i + 2 < source.Length && Hex(source[i + 1]) >= 0 && Hex(source[i + 2]) >= 0;
            if (isEscape)
            {
                decoded[length++] = (byte)((Hex(source[i + 1]) << 4) | Hex(source[i + 2]));
                i += 2;
            }
            else
            {
                decoded[length++] = source[i] == '+' ? (byte)' ' : source[i];
            }
        }

        return Encoding.UTF8.GetString(decoded, 0, length);
    }

    /// <summary>Encodes every byte that is not unreserved, in capitals (RFC 3986 §2.1, RFC 5849 §3.6).</summary>
    /// <param name="text">The text.</param>
    /// <returns>The encoded text.</returns>
    public static string Encode(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var encoded = new StringBuilder(text.Length + 16);
        foreach (byte b in Encoding.UTF8.GetBytes(text))
        {
            if (Unreserved.Contains((char)b, StringComparison.Ordinal))
            {
                encoded.Append((char)b);
            }
            else
            {
                encoded.Append('%').Append("0123456789ABCDEF"[b >> 4]).Append("0123456789ABCDEF"[b & 15]);
            }
        }

        return encoded.ToString();
    }

    /// <summary>Writes pairs as a form.</summary>
    /// <param name="pairs">The pairs, decoded.</param>
    /// <returns>The form.</returns>
    public static string Form(IEnumerable<KeyValuePair<string, string>> pairs)
    {
        ArgumentNullException.ThrowIfNull(pairs);
        return string.Join('&', pairs.Select(pair => $"{Encode(pair.Key)}={Encode(pair.Value)}"));
    }

    /// <summary>Adds a parameter to a callback: with <c>?</c>, or with <c>&amp;</c> where it has a query already.</summary>
    /// <param name="address">The callback, kept as it is.</param>
    /// <param name="name">The parameter's name.</param>
    /// <param name="value">The parameter's value.</param>
    /// <returns>The longer address.</returns>
    public static string Append(string address, string name, string value)
    {
        ArgumentNullException.ThrowIfNull(address);
        int hash = address.IndexOf('#', StringComparison.Ordinal);
        string fragment = hash < 0 ? "" : address[hash..];
        string rest = hash < 0 ? address : address[..hash];
        char joint = rest.Contains('?', StringComparison.Ordinal) ? '&' : '?';
        return $"{rest}{joint}{Encode(name)}={Encode(value)}{fragment}";
    }

    /// <summary>
    /// Whether a text is a callback that a service would send a browser to: absolute, without control characters, not a script.
    /// </summary>
    /// <param name="text">The text.</param>
    /// <returns>True for http, https and programs' own schemes.</returns>
    public static bool IsCallback(string? text) =>
        text is { Length: > 0 }
        && !text.Any(char.IsControl)
        && Uri.TryCreate(text, UriKind.Absolute, out Uri? address)
        && address.Scheme is not ("javascript" or "data" or "file" or "vbscript");

    private static int Hex(byte b) => b switch
    {
        >= (byte)'0' and <= (byte)'9' => b - '0',
        >= (byte)'a' and <= (byte)'f' => b - 'a' + 10,
        >= (byte)'A' and <= (byte)'F' => b - 'A' + 10,
        _ => -1,
    };
}
