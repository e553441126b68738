namespace Auth.Frob.Desktop.Keys;

/// <summary>An opened keyring of the system: small texts by purpose and id. Used by one thread.</summary>
internal abstract class Keyring : IDisposable
{
    /// <summary>The ids of what may be the key in use; what can't be read is not among them.</summary>
    public abstract IReadOnlyList<string> Ids(string purpose);

    /// <summary>The text of an id, or null. Whoever asked clears it.</summary>
    public abstract byte[]? Read(string purpose, string id);

    /// <summary>Keeps a text under a new id.</summary>
    public abstract void Write(string purpose, string id, ReadOnlySpan<byte> text);

    /// <summary>Forgets an id.</summary>
    public abstract void Remove(string purpose, string id);

    public virtual void Dispose()
    {
    }
}
