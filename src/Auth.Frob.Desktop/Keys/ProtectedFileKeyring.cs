using System.Security.Cryptography;

namespace Auth.Frob.Desktop.Keys;

/// <summary>Items in files, one each, whose contents the platform protects.</summary>
/// <remarks>A file appears whole under its name or not at all, and is never written again.</remarks>
internal sealed class ProtectedFileKeyring(string directory, Func<byte[], byte[]> protect, Func<byte[], byte[]> unprotect) : Keyring
{
    private const string Unusable = "Look at the directory's permissions and space, or choose the key source 'key-file' with another directory.";

    public override IReadOnlyList<string> Ids(string purpose) => Try<IReadOnlyList<string>>(() => Directory.Exists(directory)
        ? [.. Directory.EnumerateFiles(directory, "*." + purpose).Select(static file => "dpapi:" + Path.GetFileNameWithoutExtension(file))]
        : []);

    public override byte[]? Read(string purpose, string id)
    {
        string file = File(purpose, id);
        return Try(() => System.IO.File.Exists(file) ? unprotect(System.IO.File.ReadAllBytes(file)) : null);
    }

    public override void Write(string purpose, string id, ReadOnlySpan<byte> text)
    {
        byte[] plain = text.ToArray();
        try
        {
            Try(() => Write(File(purpose, id), protect(plain)));
        }
        finally
        {
            CryptographicOperations.ZeroMemory(plain);
        }
    }

    public override void Remove(string purpose, string id) => Try(() =>
    {
        System.IO.File.Delete(File(purpose, id));
        return true;
    });

    private bool Write(string file, byte[] content)
    {
        Directory.CreateDirectory(directory);
        string draft = file + ".draft";
        try
        {
            using (var stream = new FileStream(draft, FileMode.CreateNew, FileAccess.Write, FileShare.None))
            {
                stream.Write(content);
                stream.Flush(flushToDisk: true);
            }
            System.IO.File.Move(draft, file);
        }
        finally
        {
            System.IO.File.Delete(draft);
        }
        return true;
    }

    private string File(string purpose, string id)
    {
        string name = id[(id.IndexOf(':', StringComparison.Ordinal) + 1)..];
        // An id comes from an entry, which is a file that somebody may have put there.
        if (name.Length == 0 || !name.All(static letter => char.IsAsciiHexDigit(letter) || letter == '-'))
            throw new StoreException("A key's id is not one that this source made.", "Remove the entry that names it and sign in again.");
        return Path.Combine(directory, name + "." + purpose);
    }

    private static T Try<T>(Func<T> work)
    {
        try
        {
            return work();
        }
        catch (CryptographicException fault)
        {
            throw new StoreException("Windows can't open a protected key: it was made by another person or machine.", "Sign in again with a new store.", fault);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new StoreException("The directory of the protected keys can't be used.", Unusable, fault);
        }
    }
}
