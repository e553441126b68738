namespace Auth.Frob.Desktop.Storage;

/// <summary>An entry as it was read: its content, or why there is none.</summary>
/// <param name="File">The file's name.</param>
/// <param name="Header">What it says of itself; null where even that can't be read.</param>
/// <param name="Content">What is in it, to be cleared; null where it can't be read.</param>
/// <param name="Why">Why it can't be read; null where it can.</param>
/// <param name="Print">Tells this state of an unreadable file from another.</param>
/// <param name="Fault">What is wrong with the source of its key, or with the file's place; null where it is the entry.</param>
internal sealed record EntryRead(string File, EntryHeader? Header, byte[]? Content, string? Why, string Print, StoreException? Fault);
