using System.Text;

namespace Auth.Frob.Desktop.Loopback;

/// <summary>Reads the head of one HTTP/1 request as its bytes come, and refuses what no browser sends.</summary>
internal sealed class RequestHead
{
    public const int LongestLine = 8 * 1024;
    public const int MostHeaders = 16 * 1024;

    private readonly byte[] _bytes = new byte[LongestLine + MostHeaders + 4];
    private int _length;
    private int _seen;
    private int _lineStart;
    private int _headersStart;

    /// <summary>0 while more must come, 200 once the head is whole, otherwise the status that refuses it.</summary>
    public int Status { get; private set; }

    public bool IsEmpty => _length == 0;

    public string Method { get; private set; } = "";

    public string Target { get; private set; } = "";

    /// <summary>The one host header; null for none.</summary>
    public string? Host { get; private set; }

    public Memory<byte> Room => _bytes.AsMemory(_length);

    public void Take(int count)
    {
        _length += count;
        for (; _seen < _length && Status == 0; _seen++)
            Status = See(_bytes[_seen]);
    }

    // The request line holds the service's answer.
    public void Clear() => Array.Clear(_bytes);

    private int See(byte value)
    {
        bool isFirst = _headersStart == 0;
        bool afterReturn = _seen > _lineStart && _bytes[_seen - 1] == '\r';
        if (!isFirst && _seen - _headersStart >= MostHeaders)
            return 431;
        if (value == '\n')
            return afterReturn ? EndLine(isFirst) : 400;
        if (afterReturn || (value < ' ' && value is not (byte)'\r' and not (byte)'\t') || value == 0x7F)
            return 400;
        if (!isFirst)
            return 0;
        return value is (byte)'\t' or > 0x7F ? 400 : _seen > LongestLine ? 414 : 0;
    }

    private int EndLine(bool isFirst)
    {
        ReadOnlySpan<byte> line = _bytes.AsSpan(_lineStart.._seen)[..^1];
        _lineStart = _seen + 1;
        if (isFirst)
        {
            _headersStart = _lineStart;
            return TakeRequestLine(Encoding.ASCII.GetString(line)) ? 0 : 400;
        }

        if (line.IsEmpty)
            return Host is null ? 400 : 200;
        return TakeHeader(Encoding.Latin1.GetString(line)) ? 0 : 400;
    }

    private bool TakeRequestLine(string line)
    {
        string[] parts = line.Split(' ');
        if (parts is not [{ Length: > 0 } method, ['/', ..] target, "HTTP/1.1" or "HTTP/1.0"])
            return false;
        (Method, Target) = (method, target);
        return method.All(char.IsAsciiLetter) && !target.Contains('#', StringComparison.Ordinal);
    }

    private bool TakeHeader(string line)
    {
        int colon = line.IndexOf(':', StringComparison.Ordinal);
        if (colon <= 0 || !line[..colon].All(IsTokenCharacter))
            return false;
        if (!line.AsSpan(0, colon).Equals("Host", StringComparison.OrdinalIgnoreCase))
            return true;
        bool isFirst = Host is null;
        Host = line[(colon + 1)..].Trim(' ', '\t');
        return isFirst;
    }

    private static bool IsTokenCharacter(char c) => char.IsAsciiLetterOrDigit(c) || "!#$%&'*+-.^_`|~".Contains(c, StringComparison.Ordinal);
}
