namespace Auth.Frob.Desktop.Tests.Storage;

/// <summary>What a store tells of its changes, and when it says nothing any more.</summary>
public sealed class ChangesTests : IDisposable
{
    private readonly StoreBench _bench = new();

    public void Dispose() => _bench.Dispose();

    [Fact]
    public async Task A_handler_that_throws_keeps_the_others_changes_coming()
    {
        using var store = _bench.Open();
        var told = new SemaphoreSlim(0);
        store.Changed += (_, _) =>
        {
            told.Release();
            throw new InvalidOperationException("A handler's own fault.");
        };
        await _bench.KeepAsync(store);
        await told.WaitAsync();
        await store.RemoveAsync(StoreBench.Alice);
        await told.WaitAsync();
        (await store.FindAsync(StoreBench.Alice)).Should().BeNull();
    }

    [Fact]
    public async Task After_the_end_nothing_is_told_and_handlers_come_and_go_in_peace()
    {
        var store = _bench.Open();
        var told = 0;
        EventHandler count = (_, _) => Interlocked.Increment(ref told);
        store.Dispose();
        store.Changed += count;
        await _bench.KeepAsync(store);
        store.Changed -= count;
        store.Dispose();
        using var other = _bench.Open();
        var heard = new TaskCompletionSource();
        other.Changed += (_, _) => heard.TrySetResult();
        await other.RemoveAsync(StoreBench.Alice);
        await heard.Task;
        told.Should().Be(0);
    }

    [Fact]
    public async Task What_another_store_removes_is_told_too()
    {
        using var other = _bench.Open();
        await _bench.KeepAsync(other);
        using var store = _bench.Open();
        var told = new SemaphoreSlim(0);
        store.Changed += (_, _) => told.Release();
        await other.RemoveAsync(StoreBench.Alice);
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(1), TimeProvider.System);
        await told.WaitAsync(patience.Token);
        (await store.FindAsync(StoreBench.Alice)).Should().BeNull();
    }
}
