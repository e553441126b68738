using System.Diagnostics;
using System.Globalization;
using Auth.Frob.Desktop.Storage;
using Auth.Frob.Testing;

namespace Auth.Frob.Desktop.Tests.Storage;

/// <summary>The lock of a store that somebody else holds: who gives up leaves nothing behind, and says what is true.</summary>
public sealed class LockTests : IDisposable
{
    private readonly StoreBench _bench = new();
    private readonly ManualTimeProvider _time = new();
    private readonly StoreDirectory _directory;

    public LockTests()
    {
        _directory = new StoreDirectory(_bench.Directory);
        _directory.Make();
    }

    public void Dispose() => _bench.Dispose();

    [Fact]
    public async Task Who_is_cancelled_hears_of_no_holder_and_who_comes_later_gets_the_lock()
    {
        using var cancelled = new CancellationTokenSource();
        using (Held())
        {
            var waiting = StoreLock.TakeAsync(_directory, _time, cancelled.Token).AsTask();
            await _time.WaitForTimersAsync(2);

            await cancelled.CancelAsync();

            await FluentActions.Awaiting(() => waiting).Should().ThrowAsync<OperationCanceledException>();
        }
        await ShouldBeFreeAsync();
    }

    [Fact]
    public async Task A_holder_that_no_longer_runs_is_not_told_to_be_ended()
    {
        int ended;
        using (var process = Process.Start("true"))
        {
            ended = process.Id;
            await process.WaitForExitAsync();
        }
        using (Held())
        {
            await File.WriteAllTextAsync(_directory.At(StoreLock.HolderFile), ended.ToString(CultureInfo.InvariantCulture));
            var waiting = StoreLock.TakeAsync(_directory, _time, CancellationToken.None).AsTask();
            while (!waiting.IsCompleted)
            {
                _time.Advance(TimeSpan.FromSeconds(1));
                await Task.Yield();
            }

            var fault = (await FluentActions.Awaiting(() => waiting).Should().ThrowAsync<StoreException>()).Which;
            fault.Message.Should().Contain($"a process that is not known (process {ended}, which had it before, no longer runs)");
            fault.Remedy.Should().Contain("which process has the file open").And.NotContain($"{ended}");
        }
        await ShouldBeFreeAsync();
    }

    // As another process would: past the turns of this one.
    private FileStream Held() => OwnFile.Open(_directory.At(StoreLock.File), FileMode.OpenOrCreate, FileShare.None);

    private async Task ShouldBeFreeAsync()
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(1), TimeProvider.System);
        using var taken = await StoreLock.TakeAsync(_directory, TimeProvider.System, patience.Token);
        taken.Should().NotBeNull();
    }
}
