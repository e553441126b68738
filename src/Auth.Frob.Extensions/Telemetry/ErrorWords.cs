using System.Text;

namespace Auth.Frob.Extensions.Telemetry;

/// <summary>Errors in the words that may be seen from outside: ours, never the service's.</summary>
internal static class ErrorWords
{
    private static readonly ImmutableArray<string> Types = [.. Enum.GetNames<FrobErrorKind>().Select(SnakeCase)];

    /// <summary>The value of the tag error.type; null for a success.</summary>
    public static string? Type(FrobError? error, Exception? fault) => error is not null ? Type(error.Kind) : fault?.GetType().FullName;

    public static string Type(FrobErrorKind kind) => (uint)kind < (uint)Types.Length ? Types[(int)kind] : "unknown";

    /// <summary>Code, status, cause and what to do. Not the service's own message: it may say anything.</summary>
    public static string Told(FrobError error)
    {
        var text = new StringBuilder();
        if (error.Code is { } code)
            text.Append(CultureInfo.InvariantCulture, $"error {code}, ");
        if (error.HttpStatus is { } status)
            text.Append(CultureInfo.InvariantCulture, $"HTTP {status}, ");
        if (error.Cause is { } cause)
            text.Append(cause).Append(", ");
        if (text.Length > 0)
            text.Length -= 2;
        return text.Append(text.Length > 0 ? ". " : "").Append(error.Remedy).ToString();
    }

    private static string SnakeCase(string name)
    {
        var text = new StringBuilder();
        foreach (var letter in name)
        {
            if (char.IsUpper(letter) && text.Length > 0)
                text.Append('_');
            text.Append(char.ToLowerInvariant(letter));
        }
        return text.ToString();
    }
}
