using Auth.Frob.Desktop.Storage;

namespace Auth.Frob.Desktop.Tests.Storage;

/// <summary>Where a store may be, where it may not, and what is said then.</summary>
public sealed class PlacesTests : IDisposable
{
    private const UnixFileMode Private = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
    private readonly StoreBench _bench = new();

    public void Dispose() => _bench.Dispose();

    [Fact]
    public async Task Files_are_private_in_a_private_directory()
    {
        using var store = _bench.Open();
        await _bench.KeepAsync(store);
        File.GetUnixFileMode(_bench.Directory).Should().Be(Private);
        foreach (var file in Directory.GetFiles(_bench.Directory).Append(_bench.Keys.Path))
            File.GetUnixFileMode(file).Should().Be(UnixFileMode.UserRead | UnixFileMode.UserWrite, "{0} is", file);
    }

    [Fact]
    public async Task A_store_that_others_may_look_into_is_closed_to_them()
    {
        using var store = _bench.Open();
        await _bench.KeepAsync(store);
        File.SetUnixFileMode(_bench.Directory, Private | UnixFileMode.GroupRead | UnixFileMode.OtherExecute);
        (await store.FindAsync(StoreBench.Alice)).Should().NotBeNull();
        File.GetUnixFileMode(_bench.Directory).Should().Be(Private);
    }

    [Fact]
    public async Task A_directory_that_others_may_write_to_is_refused()
    {
        Directory.CreateDirectory(_bench.Directory);
        File.SetUnixFileMode(_bench.Directory, Private | UnixFileMode.GroupWrite);
        (await FaultAsync()).Message.Should().StartWith("Others may write to '");
    }

    [Fact]
    public async Task A_directory_of_other_things_that_others_may_look_into_is_refused_and_stays_as_it_is()
    {
        Directory.CreateDirectory(_bench.Directory);
        await File.WriteAllTextAsync(Path.Combine(_bench.Directory, "letter"), "");
        File.SetUnixFileMode(_bench.Directory, Private | UnixFileMode.OtherRead);
        (await FaultAsync()).Message.Should().Contain("holds other things than a store");
        File.GetUnixFileMode(_bench.Directory).Should().Be(Private | UnixFileMode.OtherRead);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_link_is_refused_wherever_it_leads(bool somewhere)
    {
        var other = Path.Combine(_bench.Home, "other");
        if (somewhere)
            Directory.CreateDirectory(other, Private);
        Directory.CreateSymbolicLink(_bench.Directory, other);
        (await FaultAsync()).Message.Should().EndWith("is a symbolic link.");
    }

    [Fact]
    public async Task A_file_in_the_way_is_named()
    {
        await File.WriteAllTextAsync(_bench.Directory, "");
        (await FaultAsync()).Message.Should().EndWith("is a file.");
        using var beneath = new FileGrantStore(new FileStoreOptions { Directory = Path.Combine(_bench.Directory, "store"), Keys = [_bench.Keys] });
        (await beneath.ProbeAsync())!.Message.Should().EndWith("is a file.");
        (await FluentActions.Awaiting(() => beneath.ListAllAsync().AsTask()).Should().ThrowAsync<StoreException>("nobody can know what is kept there"))
            .Which.Message.Should().EndWith("is a file.");
        using var missing = new FileGrantStore(new FileStoreOptions { Directory = Path.Combine(_bench.Home, "not", "yet", "there"), Keys = [_bench.Keys] });
        (await missing.ListAllAsync()).Should().BeEmpty();
    }

    [Fact]
    public async Task On_a_read_only_home_reading_works_and_writing_says_why_not()
    {
        using var process = StoreProcess.InNamespace(
            $"mount -t tmpfs none {_bench.Home}; $worker {_bench.Directory} put kept; mount -o remount,ro {_bench.Home}; "
            + $"$worker {_bench.Directory} show -; $worker {_bench.Directory} put other || true; $worker {_bench.Directory} probe - || true; "
            + $"$worker {_bench.Home}/new put other || true; $worker {_bench.Directory} show -");
        var (code, output) = await process.EndAsync();
        var lines = output.Split('\n');
        code.Should().Be(0, output);
        (lines[0], lines[^2]).Should().Be(("kept", "kept"));
        lines[1..^2].Should().HaveCount(3).And.OnlyContain(static line => line.Contains("can only be read. | Choose a directory"));
    }

    [Fact]
    public async Task On_a_full_disk_the_old_grant_stays_and_nothing_is_left_over()
    {
        using var process = StoreProcess.InNamespace(
            $"mount -t tmpfs -o size=64k none {_bench.Home}; $worker {_bench.Directory} fill 65536 || true; $worker {_bench.Directory} show -; "
            + $"ls {_bench.Directory} | grep -c tmp- || true; $worker {_bench.Directory} put small; $worker {_bench.Directory} show -");
        var (code, output) = await process.EndAsync();
        code.Should().Be(0, output);
        var lines = output.Split('\n');
        var last = Array.FindLastIndex(lines, static line => line.StartsWith("kept ", StringComparison.Ordinal));
        lines[last..][1..].Should().SatisfyRespectively(
            static full => full.Should().StartWith("No space is left for '").And.EndWith("what was kept before is unchanged."),
            shown => $"kept {shown}".Should().Be(lines[last], "the old grant stays"),
            static left => left.Should().Be("0"),
            static small => small.Should().Be("small", "a shorter one has room"),
            static end => end.Should().BeEmpty());
    }

    [Fact]
    public async Task Another_users_directory_is_refused()
    {
        using var process = StoreProcess.InNamespace(
            $"mount -t tmpfs none {_bench.Home}; mkdir -m 700 {_bench.Directory}; chown 12345 {_bench.Directory}; $worker {_bench.Directory} put other");
        var (code, output) = await process.EndAsync();
        code.Should().Be(3);
        output.Should().Contain("belongs to user 12345, and this program runs as user 0.").And.Contain("without sudo");
    }

    [Fact]
    public void The_platforms_state_directory_is_taken_and_a_relative_one_is_not()
    {
        StateDirectory.Find(Variables("/state", "/people/a"), static _ => "").Should().Be("/state/auth-frob");
        StateDirectory.Find(Variables("state", "/people/a"), static _ => "").Should().Be("/people/a/.local/state/auth-frob");
        StateDirectory.Find(Variables("", null), static _ => "/people/b").Should().Be("/people/b/.local/state/auth-frob");
        foreach (var nowhere in new[] { "", "/" })
        {
            FluentActions.Invoking(() => StateDirectory.Find(Variables(null, ""), _ => nowhere))
                .Should().Throw<StoreException>().Which.Message.Should().Be("This user has no home directory.");
        }
    }

    private static Func<string, string?> Variables(string? state, string? home) => name => name == "HOME" ? home : name == "XDG_STATE_HOME" ? state : null;

    private async Task<StoreException> FaultAsync()
    {
        using var store = _bench.Open();
        await FluentActions.Awaiting(() => store.FindAsync(StoreBench.Alice).AsTask()).Should().ThrowAsync<StoreException>();
        (await FluentActions.Awaiting(() => store.PutAsync(StoreBench.Alice, StoreBench.Grant("t", "lastfm")).AsTask()).Should().ThrowAsync<StoreException>())
            .Which.Remedy.Should().NotBeEmpty();
        return (await store.ProbeAsync())!;
    }
}
