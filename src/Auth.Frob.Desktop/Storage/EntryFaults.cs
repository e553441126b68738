using Auth.Frob.Desktop.Keys;

namespace Auth.Frob.Desktop.Storage;

/// <summary>Why an entry can't be read: sentences that go on after "no grant, because".</summary>
internal static class EntryFaults
{
    public const string NotAnEntry = "the file is no entry, or its beginning is damaged";
    public const string Cut = "the file is cut off";
    public const string TooLong = "the file is longer than it says: it is damaged";
    public const string Changed = "the file was changed or moved after it was written, or was written with another key";
    public const string Damaged = "what is in the file makes no sense";
    public const string Misplaced = "the file is of another account or of another store";
    public const string Plaintext = "it is kept in plain text, and this store was not told to read such";

    public static string Newer(int format) =>
        string.Create(
            CultureInfo.InvariantCulture, $"the file is of format {format}, and this version reads up to {EntryHeader.Format}: use a newer Auth.Frob");

    public static string NoSource(string source) => $"its key comes from '{source}', and this store does not ask there: name that key source";

    public static string NoKey(string source, string id) => source == KeySources.Passphrase
        ? "it belongs to another key: the passphrase is not the one that it was kept with"
        : $"it belongs to another key: '{source}' has none called '{id}'";

    public static string SourceFails(StoreException fault) => $"its key can't be had. {fault.Message} {fault.Remedy}";

    public static string Closed(StoreException fault) => $"the file can't be read. {fault.Message} {fault.Remedy}";
}
