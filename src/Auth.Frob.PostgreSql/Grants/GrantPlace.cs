using System.Text;

namespace Auth.Frob.PostgreSql.Grants;

/// <summary>A key as the tables write it.</summary>
internal static class GrantPlace
{
    /// <summary>A row's key, with <see cref="Of"/> as the first four values.</summary>
    public const string Where = "owner = $1 AND has_owner = $2 AND instance = $3 AND account = $4";

    // All three together must fit into an entry of an index, which is at most 2704 bytes.
    private const int MostBytes = 800;
    private static readonly UTF8Encoding Strict = new(false, true);

    /// <summary>The four values of a key.</summary>
    /// <exception cref="ArgumentException">A part is one that PostgreSQL can't keep.</exception>
    public static object[] Of(GrantKey key)
    {
        ArgumentNullException.ThrowIfNull(key);
        return [.. OfOwner(key.Owner), Kept(key.Instance, "instance"), Kept(key.Account, "account")];
    }

    /// <summary>The two values of an owner.</summary>
    /// <exception cref="ArgumentException">It is one that PostgreSQL can't keep.</exception>
    public static object[] OfOwner(string? owner) => [Kept(owner ?? "", "owner"), owner is not null];

    /// <summary>Whether anything can be kept under a key; under any other there is nothing.</summary>
    public static bool CanHold(GrantKey key) => CanHold(key.Owner) && CanKeep(key.Instance) && CanKeep(key.Account);

    /// <summary>Whether anything can be kept for an owner.</summary>
    public static bool CanHold(string? owner) => owner is null || CanKeep(owner);

    private static bool CanKeep(string part)
    {
        try
        {
            return !part.Contains('\0', StringComparison.Ordinal) && Strict.GetByteCount(part) <= MostBytes;
        }
        catch (EncoderFallbackException)
        {
            return false;
        }
    }

    // Said without the value: an exception's text is logged.
    private static string Kept(string part, string what) => CanKeep(part) ? part
        : throw new ArgumentException($"The {what} of a grant's key has more than {MostBytes} bytes, or holds a NUL or half of a character.");
}
