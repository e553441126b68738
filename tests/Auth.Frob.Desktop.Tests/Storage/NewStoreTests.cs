using Auth.Frob.Desktop.Keys;
using Auth.Frob.Desktop.Storage;

namespace Auth.Frob.Desktop.Tests.Storage;

/// <summary>A store that is just being made.</summary>
public sealed class NewStoreTests : IDisposable
{
    private readonly TemporaryDirectory _home = new();

    public void Dispose() => _home.Dispose();

    [Fact]
    public async Task Who_reads_while_the_first_grant_is_written_finds_none_or_the_grant_and_no_damage()
    {
        var keys = new KeyFileSource(_home.At("key"));
        await keys.ForWritingAsync();
        for (var round = 0; round < 100; round++)
        {
            using var store = new FileGrantStore(new FileStoreOptions { Directory = _home.At($"store-{round}"), Keys = [keys] });
            var readers = Enumerable.Range(0, 3).Select(_ => Task.Run(async () =>
            {
                while (await store.FindAsync(StoreBench.Alice) is null)
                    await Task.Yield();
            })).ToList();
            await store.PutAsync(StoreBench.Alice, StoreBench.Grant("t", "lastfm"));
            await Task.WhenAll(readers);
        }
        (await new FileGrantStore(new FileStoreOptions { Directory = _home.At("store-0"), Keys = [keys] }).ListAllAsync()).Should().ContainSingle();
    }
}
