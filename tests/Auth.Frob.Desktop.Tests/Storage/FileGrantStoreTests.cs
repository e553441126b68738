using Auth.Frob.Desktop.Keys;
using Auth.Frob.Desktop.Storage;
using Auth.Frob.Extensions.Grants;
using Auth.Frob.Extensions.Tests.Grants;

namespace Auth.Frob.Desktop.Tests.Storage;

/// <summary>The store in files keeps what every store promises.</summary>
public sealed class FileGrantStoreTests : GrantStoreConformance, IDisposable
{
    private readonly TemporaryDirectory _home = new();
    private int _stores;

    protected override int Rounds => 5;

    public void Dispose() => _home.Dispose();

    protected override ValueTask<IGrantStore> MakeAsync()
    {
        var directory = _home.At($"store-{_stores++}");
        return ValueTask.FromResult<IGrantStore>(new FileGrantStore(new FileStoreOptions
        {
            Directory = directory, Keys = [new KeyFileSource(Path.Combine(directory, "key"))],
        }));
    }
}
