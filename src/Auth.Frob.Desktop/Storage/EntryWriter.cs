using System.Security.Cryptography;
using Auth.Frob.Desktop.Keys;

namespace Auth.Frob.Desktop.Storage;

/// <summary>Writes entries. For who has the lock.</summary>
internal sealed class EntryWriter(StoreDirectory directory, string source, StoreKey key)
{
    private const int MostAside = 10_000;

    /// <summary>Encrypts and writes an entry; the content is cleared.</summary>
    /// <param name="file">The file's name.</param>
    /// <param name="header">What it says of itself; the key is filled in.</param>
    /// <param name="content">What is kept.</param>
    /// <param name="keepOld">Whether the file that is there is kept aside: it can't be read, and so may hold what nobody has elsewhere.</param>
    public void Write(string file, EntryHeader header, byte[] content, bool keepOld = false)
    {
        var path = directory.At(file);
        try
        {
            var bytes = EntryCodec.Seal(header with { Source = source, KeyId = key.Id }, file, key, content);
            EntryStore.Guarded(path, _ =>
            {
                AtomicFile.Replace(path, bytes, keepOld ? () => PutAside(path) : null);
                return true;
            });
        }
        finally
        {
            CryptographicOperations.ZeroMemory(content);
        }
    }

    private static void PutAside(string path)
    {
        for (var n = 1; n <= MostAside; n++)
        {
            var aside = string.Create(CultureInfo.InvariantCulture, $"{path}.unreadable-{n}");
            if (File.Exists(aside))
                continue;
            File.Move(path, aside, overwrite: false);
            return;
        }
        throw new IOException("Too many unreadable files are kept aside.");
    }
}
