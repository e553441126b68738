namespace Auth.Frob.Desktop.Storage;

/// <summary>What an entry is. The numbers are in the files.</summary>
internal enum EntryKind : byte
{
    Grant = 1,
    AppKey = 2,
    Probe = 3,
}
