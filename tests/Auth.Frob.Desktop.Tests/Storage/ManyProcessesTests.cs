using System.Globalization;
using Auth.Frob.Desktop.Keys;
using Auth.Frob.Desktop.Storage;
using Auth.Frob.Extensions.Grants;

namespace Auth.Frob.Desktop.Tests.Storage;

/// <summary>Several real processes on one store, some of which are killed.</summary>
public sealed class ManyProcessesTests : IDisposable
{
    private static readonly GrantKey Shared = new("lastfm", "shared");
    private readonly TemporaryDirectory _home = new();

    private string Store => _home.At("store");

    public void Dispose() => _home.Dispose();

    [Fact]
    public async Task Eight_processes_with_two_hundred_writes_and_reads_each_lose_nothing()
    {
        var processes = Enumerable.Range(0, 8).Select(i => StoreProcess.Start(Store, "count", $"p{i}")).ToList();
        try
        {
            foreach (var process in processes)
                (await process.EndAsync()).Should().Be((0, ""));
        }
        finally
        {
            processes.ForEach(static process => process.Dispose());
        }
        using var store = Open();
        (await store.FindAsync(Shared))!.Grant!.Token.Reveal().Should().Be("800", "each process adds one a hundred times");
        var listed = await store.ListAllAsync();
        listed.Should().HaveCount(1 + (8 * 10)).And.OnlyContain(static s => s.Health == GrantHealth.Live);
        listed.Where(static s => s.Key != Shared).Select(static s => s.Grant!.Token.Reveal())
            .Should().BeEquivalentTo(Enumerable.Range(0, 8).SelectMany(static p => Enumerable.Range(0, 10).Select(turn => $"p{p}-{180 + (2 * turn) + 1}")));
        Directory.GetFiles(Store, "*.tmp-*").Should().BeEmpty();
        Directory.GetFiles(_home.Path, "*.key*").Should().ContainSingle("of eight that made a key one did");
    }

    [Fact]
    public async Task A_process_killed_in_the_middle_of_writing_leaves_the_old_grant_or_the_new_one()
    {
        // Seeded, so that a failure comes again; where exactly a kill falls is the machine's.
        var seed = 20_261_121u;
        using var store = Open();
        var leftovers = 0;
        using var waiting = new StoreProcesses(200, round => StoreProcess.Start(Store, "loop", $"r{round}"));
        for (var round = 0; round < 200; round++)
        {
            using var process = waiting.Next();
            process.Go();
            var kept = await process.Output.ReadLineAsync();
            for (var more = Next(ref seed) % 3; more > 0; more--)
                kept = await process.Output.ReadLineAsync();
            for (var spin = Next(ref seed) % 60_000; spin > 0; spin--)
                Thread.SpinWait(8);
            await process.KillAsync();
            while (await process.Output.ReadLineAsync() is { } line)
                kept = line;
            var found = await store.FindAsync(Shared);
            found!.Health.Should().Be(GrantHealth.Live, "it is round {0}", round);
            var (old, newest) = (Turn(kept!), Turn(found.Grant!.Token.Reveal().Split('.')[0]));
            newest.Round.Should().Be(round);
            newest.Turn.Should().BeInRange(old.Turn, old.Turn + 1, "the old grant or the new one, in round {0}", round);
            leftovers += Directory.GetFiles(Store, "*.tmp-*").Length;
        }
        leftovers.Should().BePositive("some kills must fall between the first byte of a new file and its name");
        await store.PutAsync(Shared, (await store.FindAsync(Shared))!.Grant!);
        Directory.GetFiles(Store, "*.tmp-*").Should().BeEmpty("the next writer sweeps them");
    }

    [Fact]
    public async Task The_lock_of_a_process_that_died_is_free()
    {
        using var process = StoreProcess.Start(Store, "put", "1");
        (await process.EndAsync()).Should().Be((0, ""));
        using var holder = StoreProcess.Start(Store, "hold");
        (await holder.Output.ReadLineAsync()).Should().Be("held");
        using var store = Open();
        var grant = (await store.FindAsync(Shared))!.Grant!;
        await holder.KillAsync();
        (await store.PutAsync(Shared, grant)).Should().NotBeNull();
        File.Exists(Path.Combine(Store, "lock")).Should().BeTrue("the file alone is no lock");
    }

    [Fact]
    public async Task Who_holds_the_lock_too_long_is_named()
    {
        using var process = StoreProcess.Start(Store, "put", "1");
        (await process.EndAsync()).Should().Be((0, ""));
        using var holder = StoreProcess.Start(Store, "hold");
        (await holder.Output.ReadLineAsync()).Should().Be("held");
        var time = new Testing.ManualTimeProvider(new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero));
        using var store = Open(time);
        (await store.FindAsync(Shared)).Should().NotBeNull("reading needs no lock");
        var putting = store.PutAsync(Shared, (await store.FindAsync(Shared))!.Grant!).AsTask();
        while (!putting.IsCompleted)
        {
            time.Advance(TimeSpan.FromSeconds(1));
            await Task.Yield();
        }
        var fault = (await FluentActions.Awaiting(() => putting).Should().ThrowAsync<StoreException>()).Which;
        fault.Message.Should().Contain("lock' was locked for 20 seconds").And.Contain($"process {holder.Id}.");
        fault.Remedy.Should().Contain($"process {holder.Id} does");
    }

    [Fact]
    public async Task What_another_process_changes_is_told()
    {
        using var store = Open();
        var told = new SemaphoreSlim(0);
        store.Changed += (_, _) => told.Release();
        Directory.Exists(Store).Should().BeTrue("a watch needs the directory");
        using var process = StoreProcess.Start(Store, "put", "from-elsewhere");
        (await process.EndAsync()).Should().Be((0, ""));
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(1), TimeProvider.System);
        do
        {
            await told.WaitAsync(patience.Token);
        }
        while (await store.FindAsync(Shared) is null);
        (await store.FindAsync(Shared))!.Grant!.Token.Reveal().Should().Be("from-elsewhere");
    }

    private static (int Round, int Turn) Turn(string text) => text[1..].Split('-') is [var round, var turn]
        ? (int.Parse(round, CultureInfo.InvariantCulture), int.Parse(turn, CultureInfo.InvariantCulture))
        : throw new FormatException(text);

    private static uint Next(ref uint seed)
    {
        seed ^= seed << 13;
        seed ^= seed >> 17;
        seed ^= seed << 5;
        return seed;
    }

    private FileGrantStore Open(TimeProvider? time = null) =>
        new(new FileStoreOptions { Directory = Store, Keys = [new KeyFileSource(Store + ".key")], Time = time ?? TimeProvider.System });
}
