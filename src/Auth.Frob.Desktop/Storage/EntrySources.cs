namespace Auth.Frob.Desktop.Storage;

/// <summary>Looks at what entries say of themselves in plain: where their keys come from.</summary>
internal static class EntrySources
{
    // More than the longest header.
    private const int Beginning = 8 * 1024;

    public static async ValueTask<ImmutableArray<string>> FindAsync(StoreDirectory directory, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (!directory.Exists())
            return [];
        var found = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var file in EntryStore.Guarded(directory.Path, static path => Files(path)))
        {
            if (await BeginningAsync(file, cancellationToken).ConfigureAwait(false) is { } bytes && EntryHeader.Read(bytes, out _, out _, out _) is { } header)
                found.Add(header.Source);
        }
        return [.. found];
    }

    private static string[] Files(string path) =>
        [.. new[] { EntryKind.Grant, EntryKind.AppKey }.SelectMany(kind => Directory.EnumerateFiles(path, "*" + EntryNames.Ending(kind)))];

    private static async ValueTask<byte[]?> BeginningAsync(string file, CancellationToken cancellationToken)
    {
        try
        {
            return await OwnFile.ReadAsync(file, Beginning, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception fault) when (StoreFaults.IsOfFiles(fault))
        {
            // Whoever reads the entry is told why it can't be read.
            return null;
        }
    }
}
