using Auth.Frob.Desktop.Keys;
using Auth.Frob.Desktop.Storage;
using Auth.Frob.Extensions.Grants;

namespace Auth.Frob.Desktop.Tests.Storage;

/// <summary>Entries that can't be read: said why, kept, never taken for something else.</summary>
public sealed class UnreadableTests : IDisposable
{
    private readonly StoreBench _bench = new();

    public void Dispose() => _bench.Dispose();

    [Fact]
    public async Task No_changed_byte_gives_a_grant()
    {
        using var store = _bench.Open();
        var path = await _bench.KeepAsync(store);
        var good = await File.ReadAllBytesAsync(path);
        for (var at = 0; at < good.Length; at++)
        {
            foreach (var flip in new byte[] { 0x01, 0x80 })
            {
                var bad = good.ToArray();
                bad[at] ^= flip;
                await File.WriteAllBytesAsync(path, bad);
                var found = await store.FindAsync(StoreBench.Alice);
                found!.Grant.Should().BeNull("byte {0} was changed", at);
                found.Health.Kind.Should().Be(GrantHealthKind.Unreadable);
                (await store.ListAllAsync()).Should().ContainSingle().Which.Grant.Should().BeNull();
            }
        }
        await File.WriteAllBytesAsync(path, good);
        (await store.FindAsync(StoreBench.Alice))!.Grant.Should().NotBeNull("nothing was written over it");
    }

    [Fact]
    public async Task A_cut_file_gives_no_grant_at_any_length_and_a_longer_one_neither()
    {
        using var store = _bench.Open();
        var path = await _bench.KeepAsync(store);
        var good = await File.ReadAllBytesAsync(path);
        for (var length = 0; length < good.Length; length++)
        {
            await File.WriteAllBytesAsync(path, good[..length]);
            (await WhyAsync(store)).Should().Be("the file is cut off", "{0} bytes are left", length);
        }
        await File.WriteAllBytesAsync(path, [.. good, 0]);
        (await WhyAsync(store)).Should().Contain("longer than it says");
    }

    [Fact]
    public async Task Another_key_a_newer_format_a_foreign_file_and_a_source_not_asked_are_told_apart()
    {
        using var store = _bench.Open();
        var path = await _bench.KeepAsync(store);
        var good = await File.ReadAllBytesAsync(path);
        using (var other = _bench.Open(new KeyFileSource(Path.Combine(_bench.Home, "other"))))
        {
            await other.ProbeAsync();
            (await WhyAsync(other)).Should().StartWith("it belongs to another key: 'key-file' has none called 'file-");
        }
        using (var elsewhere = _bench.Open(new PassphraseSource(new("p"), Path.Combine(_bench.Home, "salt"))))
            (await WhyAsync(elsewhere)).Should().Be("its key comes from 'key-file', and this store does not ask there: name that key source");
        var newer = good.ToArray();
        newer[8] = 2;
        await File.WriteAllBytesAsync(path, newer);
        (await WhyAsync(store)).Should().Be("the file is of format 2, and this version reads up to 1: use a newer Auth.Frob");
        newer[8] = 0;
        await File.WriteAllBytesAsync(path, newer);
        (await WhyAsync(store)).Should().Be("the file is no entry, or its beginning is damaged", "there never was a format 0");
        await File.WriteAllTextAsync(path, "something else");
        (await WhyAsync(store)).Should().Be("the file is no entry, or its beginning is damaged");
        await File.WriteAllBytesAsync(path, good);
        File.Delete(_bench.Keys.Path);
        // Another process's: this one's knows the key already.
        using var without = _bench.Open();
        (await WhyAsync(without)).Should().StartWith("it belongs to another key");
        await File.WriteAllTextAsync(_bench.Keys.Path, "no key");
        File.SetUnixFileMode(_bench.Keys.Path, UnixFileMode.UserRead);
        (await WhyAsync(without)).Should().StartWith("its key can't be had. '").And.Contain("is no key file");
    }

    [Fact]
    public async Task Two_files_that_are_swapped_are_both_unreadable()
    {
        using var store = _bench.Open();
        var alice = await _bench.KeepAsync(store);
        await store.PutAsync(StoreBench.Bob, StoreBench.Grant("t", "ipernity"));
        var bob = Directory.GetFiles(_bench.Directory, "*.grant").Single(file => file != alice);
        File.Move(alice, alice + ".x");
        File.Move(bob, alice);
        File.Move(alice + ".x", bob);
        foreach (var key in new[] { StoreBench.Alice, StoreBench.Bob })
            (await store.FindAsync(key))!.Health.Why.Should().Contain("changed or moved");
    }

    [Fact]
    public async Task A_new_sign_in_puts_an_unreadable_entry_aside_and_loses_no_byte_of_it()
    {
        using var store = _bench.Open();
        var path = await _bench.KeepAsync(store);
        foreach (var n in new[] { 1, 2 })
        {
            await File.WriteAllTextAsync(path, $"garbage {n}");
            var found = (await store.FindAsync(StoreBench.Alice))!;
            found.Version.Should().NotBeEmpty();
            (await store.PutAsync(StoreBench.Alice, StoreBench.Grant("new", "lastfm"), "")).Should().BeNull("something is there");
            (await store.MarkAsync(StoreBench.Alice, found.Version, GrantHealth.Live)).Should().BeNull();
            (await File.ReadAllTextAsync(path)).Should().Be($"garbage {n}");
            (await store.PutAsync(StoreBench.Alice, StoreBench.Grant("new", "lastfm"), found.Version)).Should().NotBeNull();
            (await File.ReadAllTextAsync($"{path}.unreadable-{n}")).Should().Be($"garbage {n}");
        }
        (await store.FindAsync(StoreBench.Alice))!.Grant!.Token.Reveal().Should().Be("new");
    }

    [Fact]
    public async Task An_unreadable_entry_is_listed_with_its_instance_and_its_owner_and_can_be_removed_by_what_is_listed()
    {
        using var store = _bench.Open();
        var path = await _bench.KeepAsync(store);
        var bytes = await File.ReadAllBytesAsync(path);
        bytes[^1] ^= 1;
        await File.WriteAllBytesAsync(path, bytes);
        (await store.ListAsync(null)).Should().BeEmpty("it says that it is another owner's");
        var listed = (await store.ListAsync("canary-owner")).Should().ContainSingle().Which;
        (listed.Key.Instance, listed.Key.Owner).Should().Be(("lastfm", "canary-owner"));
        listed.Key.Account.Should().StartWith("?").And.NotContain("alice");
        (await store.FindAsync(listed.Key))!.Health.Should().Be(listed.Health);
        (await store.RemoveAsync(listed.Key)).Should().BeTrue();
        File.Exists(path).Should().BeFalse();
        await File.WriteAllTextAsync(path, "garbage");
        (await store.ListAsync(null)).Should().ContainSingle("nobody can tell whose it is").Which.Key.Instance.Should().BeEmpty();
        (await store.ListAsync("canary-owner")).Should().BeEmpty();
    }

    [Fact]
    public async Task A_protected_store_takes_no_entry_in_plain_text()
    {
        using var plain = _bench.Open(new PlaintextKeySource());
        await _bench.KeepAsync(plain);
        (await plain.FindAsync(StoreBench.Alice))!.Grant.Should().NotBeNull();
        using var store = _bench.Open();
        (await WhyAsync(store)).Should().Be("it is kept in plain text, and this store was not told to read such");
        using var both = _bench.Open(_bench.Keys, new PlaintextKeySource());
        (await both.FindAsync(StoreBench.Alice))!.Grant.Should().NotBeNull();
        await _bench.KeepAsync(both);
        (await store.FindAsync(StoreBench.Alice))!.Grant.Should().NotBeNull("the first source writes");
    }

    [Fact]
    public async Task Without_its_names_a_store_says_so_and_makes_no_others()
    {
        using var store = _bench.Open();
        await _bench.KeepAsync(store);
        File.Delete(Path.Combine(_bench.Directory, "names"));
        foreach (var call in new Func<Task>[]
        {
            async () => await store.FindAsync(StoreBench.Alice),
            async () => await store.ListAllAsync(),
            async () => await store.PutAsync(StoreBench.Alice, StoreBench.Grant("t", "lastfm")),
        })
            (await call.Should().ThrowAsync<StoreException>()).Which.Message.Should().Contain("names' is missing");
    }

    [Theory]
    [InlineData(0)]
    [InlineData(9)]
    [InlineData(40)]
    [InlineData(42)]
    public async Task Names_of_another_length_are_refused_and_stay(int length)
    {
        using var store = _bench.Open();
        await _bench.KeepAsync(store);
        var names = Path.Combine(_bench.Directory, "names");
        byte[] bad = [.. (await File.ReadAllBytesAsync(names)).Append((byte)0).Take(length)];
        await File.WriteAllBytesAsync(names, bad);
        await FluentActions.Awaiting(() => store.FindAsync(StoreBench.Alice).AsTask()).Should().ThrowAsync<StoreException>().WithMessage("*is damaged*");
        (await FluentActions.Awaiting(() => store.PutAsync(StoreBench.Alice, StoreBench.Grant("t", "lastfm")).AsTask()).Should().ThrowAsync<StoreException>())
            .Which.Remedy.Should().Contain("Bring it back");
        (await File.ReadAllBytesAsync(names)).Should().Equal(bad);
    }

    [Fact]
    public async Task An_entry_of_format_1_can_still_be_read()
    {
        // Never to be made anew: whoever changes the format adds a fixture beside this one.
        var fixture = Path.Combine(AppContext.BaseDirectory, "Storage", "Fixtures", "format-1");
        Directory.CreateDirectory(_bench.Directory, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        foreach (var file in Directory.GetFiles(fixture))
            File.Copy(file, Path.Combine(_bench.Directory, Path.GetFileName(file)));
        var key = Path.Combine(_bench.Directory, "key");
        File.SetUnixFileMode(key, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        using var store = _bench.Open(new KeyFileSource(key), new PassphraseSource(new("fixture"), Path.Combine(_bench.Directory, "passphrase.salt")));
        var alice = (await store.FindAsync(StoreBench.Alice))!;
        (alice.Grant!.Token.Reveal(), alice.Health).Should().Be(("fixture-1", GrantHealth.Live));
        var bob = (await store.FindAsync(StoreBench.Bob))!;
        (bob.Grant!.Token.Reveal(), bob.Health).Should().Be(
            ("fixture-2", GrantHealth.Dead("signed out", new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero))));
        var appKey = (await _bench.OpenAppKeys(new KeyFileSource(key)).FindAsync("lastfm"))!;
        (appKey.ApiKey, appKey.SharedSecret!.Reveal(), appKey.Settings["api"]).Should().Be(("fixture-key", "fixture-secret", "https://example.org/"));
    }

    private static async Task<string> WhyAsync(FileGrantStore store) => (await store.FindAsync(StoreBench.Alice))!.Health.Why!;
}
