namespace Auth.Frob.Internal;

/// <summary>What a value must look like before it is sent. Never a length or hex check beyond this: services change their forms.</summary>
internal static class ValueRule
{
    private const int MaxLength = 256;

    private static readonly SearchValues<char> ProductCharacters =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789.-_+");

    /// <summary>What is wrong with a key, a secret or a text setting, or null.</summary>
    public static string? OpaqueFault(string? value) => value switch
    {
        null or "" => "is missing",
        { Length: > MaxLength } => "is longer than 256 characters",
        _ when value.AsSpan().ContainsAnyExceptInRange('!', '~') => "holds white space, a control character or a character that is not ASCII",
        _ => null,
    };

    /// <summary>What is wrong with a part of the User-Agent, or null.</summary>
    public static string? ProductFault(string? value) => OpaqueFault(value) is { } fault ? fault
        : value.AsSpan().ContainsAnyExcept(ProductCharacters) ? "may hold letters, digits, dot, hyphen, underscore and plus" : null;

    /// <summary>Whether an id or an instance's name is of the form that we use everywhere.</summary>
    public static bool IsName(string name) => name.Length is > 0 and <= 64 && !name.AsSpan().ContainsAnyExcept(FlowCheck.IdCharacters);

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
