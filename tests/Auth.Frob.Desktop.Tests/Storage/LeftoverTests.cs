namespace Auth.Frob.Desktop.Tests.Storage;

/// <summary>What a killed writer left, and what only looks like it.</summary>
public sealed class LeftoverTests : IDisposable
{
    private readonly StoreBench _bench = new();

    public void Dispose() => _bench.Dispose();

    [Fact]
    public async Task A_writer_sweeps_what_others_left_under_the_lock_and_nothing_that_is_made_without_it()
    {
        using var store = _bench.Open();
        var entry = await _bench.KeepAsync(store);
        string[] left = [entry + ".tmp-0123", Path.Combine(_bench.Directory, "names.tmp-0123"), Path.Combine(_bench.Directory, "0123.probe")];
        var key = Path.Combine(_bench.Directory, "key.tmp-0123");
        foreach (var file in left.Append(key))
            await File.WriteAllTextAsync(file, "half");
        (await store.FindAsync(StoreBench.Alice))!.Grant.Should().NotBeNull();
        left.Should().OnlyContain(static file => File.Exists(file), "a reader changes nothing");

        await _bench.KeepAsync(store);

        left.Should().NotContain(static file => File.Exists(file));
        File.Exists(key).Should().BeTrue("somebody may be making a key at this moment");
    }
}
