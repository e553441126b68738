using Auth.Frob.Desktop.Screens;

namespace Auth.Frob.Desktop.Tests.Screens;

public sealed class PendingReadTests
{
    [Fact]
    public async Task A_line_that_came_when_nobody_asked_any_more_is_dropped()
    {
        using var stop = new CancellationTokenSource();
        var gate = new TaskCompletionSource<string?>();
        var reads = new PendingRead();
        var abandoned = reads.LineAsync(() => gate.Task.GetAwaiter().GetResult(), stop.Token);
        await stop.CancelAsync();
        await abandoned.Invoking(static t => t).Should().ThrowAsync<OperationCanceledException>();
        gate.SetResult("late");
        await reads.Abandoned!;
        (await reads.LineAsync(static () => "fresh", CancellationToken.None)).Should().Be("fresh");
    }

    [Fact]
    public async Task A_read_that_fails_is_told_once_and_the_next_is_another()
    {
        var reads = new PendingRead();
        var fails = () => reads.LineAsync(static () => throw new IOException("gone"), CancellationToken.None);
        await fails.Should().ThrowAsync<IOException>();
        (await reads.LineAsync(static () => "fresh", CancellationToken.None)).Should().Be("fresh");
    }
}
