using Auth.Frob.Desktop.Storage;
using Auth.Frob.Extensions.Grants;

namespace Auth.Frob.Desktop.Tests.Storage;

/// <summary>Files among the grants that the store did not name: copies, what a synchronisation left, what a person put there.</summary>
public sealed class ForeignNamesTests : IDisposable
{
    private readonly StoreBench _bench = new();

    public void Dispose() => _bench.Dispose();

    [Theory]
    [InlineData("x.grant")]
    [InlineData("0123456789abcdef.grant")]
    [InlineData("\u00e9 *?[a].grant")]
    public async Task Whatever_a_file_is_called_what_is_listed_finds_and_removes_it(string name)
    {
        using var store = _bench.Open();
        var good = await _bench.KeepAsync(store);
        var path = Path.Combine(_bench.Directory, name);
        await File.WriteAllTextAsync(path, "garbage");
        var listed = (await store.ListAllAsync()).Single(static one => one.Grant is null);
        (await store.FindAsync(listed.Key)).Should().Be(listed);
        (await store.RemoveAsync(listed.Key)).Should().BeTrue();
        (File.Exists(path), File.Exists(good)).Should().Be((false, true));
    }

    [Fact]
    public async Task A_copy_beside_an_entry_has_a_key_of_its_own_and_the_entry_stays()
    {
        using var store = _bench.Open();
        var good = await _bench.KeepAsync(store);
        var copies = new[] { "-copy", ".conflict-1" }.Select(mark => Path.ChangeExtension(good, null) + mark + ".grant").ToList();
        copies.ForEach(copy => File.Copy(good, copy));
        var unreadable = (await store.ListAllAsync()).Where(static one => one.Grant is null).ToList();
        unreadable.Select(static one => one.Key).Distinct().Should().HaveCount(2);
        foreach (var one in unreadable)
            (await store.RemoveAsync(one.Key)).Should().BeTrue();
        copies.Should().NotContain(static copy => File.Exists(copy));
        (await store.FindAsync(StoreBench.Alice))!.Grant.Should().NotBeNull();
    }

    [Fact]
    public async Task An_account_that_looks_like_the_key_of_an_unreadable_entry_is_an_account_of_its_own()
    {
        using var store = _bench.Open();
        var path = await _bench.KeepAsync(store);
        await File.WriteAllTextAsync(path, "garbage");
        var listed = (await store.ListAllAsync()).Single();
        var key = new GrantKey("lastfm", listed.Key.Account);
        (await store.PutAsync(key, StoreBench.Grant("its-own", "lastfm"))).Should().NotBeNull();
        (await store.FindAsync(key))!.Grant!.Token.Reveal().Should().Be("its-own");
        (await File.ReadAllTextAsync(path)).Should().Be("garbage");
    }

    [Fact]
    public async Task An_entry_of_another_store_under_the_same_key_is_not_taken_over()
    {
        var elsewhere = Path.Combine(_bench.Home, "elsewhere");
        using var other = new FileGrantStore(new FileStoreOptions { Directory = elsewhere, Keys = [_bench.Keys] });
        await other.PutAsync(StoreBench.Alice, StoreBench.Grant("canary-token", "lastfm"));
        using var store = _bench.Open();
        await store.PutAsync(StoreBench.Bob, StoreBench.Grant("t", "ipernity"));
        var file = Directory.GetFiles(elsewhere, "*.grant").Single();
        File.Copy(file, Path.Combine(_bench.Directory, Path.GetFileName(file)));

        (await store.FindAsync(StoreBench.Alice)).Should().BeNull();

        (await store.ListAllAsync()).Single(static one => one.Key.Instance == "lastfm")
            .Health.Should().Be(GrantHealth.Unreadable("the file is of another account or of another store"));
    }
}
