using System.Buffers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Auth.Frob.Desktop.Storage;

/// <summary>Stored grants as entries, and back.</summary>
internal static class GrantEntries
{
    // An account that nobody has: it stands for one that can't be read, and finds its entry again.
    private const char Unknown = '?';
    private const int UnknownDigits = 16;
    private static readonly SearchValues<char> Hex = SearchValues.Create("0123456789abcdef");

    /// <summary>The header of a grant's entry, but for the key.</summary>
    public static EntryHeader HeaderOf(StoredGrant stored, EntryNames names) =>
        new(EntryKind.Grant, names.MarkOf(stored.Key.Owner), stored.Key.Instance, stored.Grant!.Provider, "", "");

    /// <summary>The content of a grant's entry, to be cleared.</summary>
    public static byte[] ContentOf(StoredGrant stored)
    {
        var dead = stored.Health is { Kind: GrantHealthKind.Dead } health ? new GrantMark(health.Why!, health.When!.Value) : null;
        var body = new GrantBody(stored.Key.Instance, stored.Key.Account, stored.Version, stored.Grant!.ToEnvelope(), stored.Key.Owner, dead);
        return JsonSerializer.SerializeToUtf8Bytes(body, BodyJson.Default.GrantBody);
    }

    /// <summary>What an entry says; its content is cleared.</summary>
    /// <param name="read">The entry.</param>
    /// <param name="names">The store's names.</param>
    /// <param name="asked">By which key it was asked for; null where all are listed.</param>
    /// <param name="owner">Whose it is, as far as its mark tells.</param>
    public static StoredGrant Of(EntryRead read, EntryNames names, GrantKey? asked, string? owner)
    {
        if (read.Content is null)
            return Unreadable(read, asked, owner, read.Why!);
        try
        {
            if (BodyJson.Read(read.Content, BodyJson.Default.GrantBody) is not { } body)
                return Unreadable(read, asked, owner, EntryFaults.Damaged);
            var key = new GrantKey(body.Instance, body.Account, body.Owner);
            if (names.Of(EntryKind.Grant, key) != read.File)
                return Unreadable(read, asked, owner, EntryFaults.Misplaced);
            var health = body.Dead is { } dead ? GrantHealth.Dead(dead.Why, dead.When) : GrantHealth.Live;
            return new StoredGrant(key, Grant.FromEnvelope(body.Grant), health, body.Version);
        }
        catch (FormatException fault)
        {
            return Unreadable(read, asked, owner, fault.Message);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(read.Content);
        }
    }

    /// <summary>The file of a key; also of one that a list gave for an unreadable entry.</summary>
    public static string FileOf(GrantKey key, EntryNames names, StoreDirectory directory)
    {
        var file = names.Of(EntryKind.Grant, key);
        if (key.Account.Length != UnknownDigits + 1 || key.Account[0] != Unknown || key.Account.AsSpan(1).ContainsAnyExcept(Hex)
            || File.Exists(directory.At(file)))
            return file;
        return EntryStore.Guarded(directory.Path, path => Directory
            .EnumerateFiles(path, "*" + EntryNames.Ending(EntryKind.Grant))
            .Select(static found => Path.GetFileName(found)).FirstOrDefault(found => UnknownOf(found) == key.Account)) ?? file;
    }

    // A hash of the whole name: copies beside an entry begin as it does, and a name of somebody's own may hold anything.
    private static string UnknownOf(string file) =>
        Unknown + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(file)).AsSpan(0, UnknownDigits / 2));

    private static StoredGrant Unreadable(EntryRead read, GrantKey? asked, string? owner, string why)
    {
        var key = asked ?? new GrantKey(read.Header?.Instance ?? "", UnknownOf(read.File), owner);
        return new StoredGrant(key, null, GrantHealth.Unreadable(why), read.Print);
    }
}
