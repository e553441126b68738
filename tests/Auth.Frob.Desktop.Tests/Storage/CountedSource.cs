using Auth.Frob.Desktop.Keys;

namespace Auth.Frob.Desktop.Tests.Storage;

/// <summary>A source that counts the questions, and fails on request.</summary>
internal sealed class CountedSource(string name) : KeySource
{
    private readonly StoreKey _key = new(name + "-1", Enumerable.Range(1, StoreKey.Size).Select(static i => (byte)i).ToArray());

    public override string Name => name;

    public int Asked { get; private set; }

    public bool IsLost { get; set; }

    public StoreException? Fault { get; set; }

    public override ValueTask<StoreKey> ForWritingAsync(CancellationToken cancellationToken = default) => Fault is null ? new(_key) : throw Fault;

    public override ValueTask<StoreKey?> FindAsync(string id, CancellationToken cancellationToken = default)
    {
        Asked++;
        return Fault is not null ? throw Fault : new(IsLost || id != _key.Id ? null : _key);
    }
}
