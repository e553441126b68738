using System.Security.Cryptography;
using Auth.Frob.Desktop.Keys;

namespace Auth.Frob.Desktop.Storage;

/// <summary>The keys that sources gave, so that none is asked anew for each entry: a question may mean a connection, or a person's patience.</summary>
/// <remarks>
/// Thread-safe. A key never changes under its id, so that what was found once is right until the end. Holds and gives copies of its own.
/// </remarks>
internal sealed class KnownKeys : IDisposable
{
    public const int Most = 16;
    private readonly Lock _gate = new();
    private readonly Dictionary<(string Source, string Id), byte[]> _keys = [];
    private bool _ended;

    /// <summary>A copy of a known key; null for one that is not known.</summary>
    public StoreKey? Find(string source, string id)
    {
        lock (_gate)
            return _keys.TryGetValue((source, id), out var bytes) ? new StoreKey(id, bytes) : null;
    }

    /// <summary>Remembers a key; where there are too many, the others are forgotten.</summary>
    public void Add(string source, StoreKey key)
    {
        lock (_gate)
        {
            if (_ended || _keys.ContainsKey((source, key.Id)))
                return;
            if (_keys.Count == Most)
                Clear();
            _keys.Add((source, key.Id), key.Bytes.ToArray());
        }
    }

    /// <summary>Clears what is known, and remembers nothing more.</summary>
    public void Dispose()
    {
        lock (_gate)
        {
            _ended = true;
            Clear();
        }
    }

    private void Clear()
    {
        foreach (var bytes in _keys.Values)
            CryptographicOperations.ZeroMemory(bytes);
        _keys.Clear();
    }
}
