using System.Buffers;

namespace Auth.Frob.Internal;

/// <summary>What a value must look like before it is sent. Never a length or hex check beyond this: services change their forms.</summary>
internal static class ValueRule
{
    private const int MaxLength = 256;

    private static readonly SearchValues<char> NameCharacters = SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789-");

    /// <summary>What is wrong with a key, a secret or a text setting, or null.</summary>
    public static string? OpaqueFault(string? value)
    {
        if (string.IsNullOrEmpty(value))
            return "is missing";
        if (value.Length > MaxLength)
            return "is longer than 256 characters";
        foreach (var c in value)
        {
            if (c is <= ' ' or >= '\u007f')
                return "holds white space, a control character or a character that is not ASCII";
        }
        return null;
    }

    /// <summary>What is wrong with a part of the User-Agent, or null.</summary>
    public static string? ProductFault(string? value)
    {
        if (OpaqueFault(value) is { } fault)
            return fault;
        foreach (var c in value!)
        {
            if (!char.IsAsciiLetterOrDigit(c) && c is not ('.' or '-' or '_' or '+'))
                return "may hold letters, digits, dot, hyphen, underscore and plus";
        }
        return null;
    }

    /// <summary>Whether an id or an instance's name is of the form that we use everywhere.</summary>
    public static bool IsName(string name) =>
        name.Length is > 0 and <= 64 && !name.AsSpan().ContainsAnyExcept(NameCharacters);

    /// <summary>Whether a token from a reply or a redirect may be used: no white space, no control character.</summary>
    public static bool IsCleanToken(string value)
    {
        foreach (var c in value)
        {
            if (char.IsWhiteSpace(c) || char.IsControl(c))
                return false;
        }
        return value.Length > 0;
    }
}
