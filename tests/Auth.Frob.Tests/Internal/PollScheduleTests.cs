using Auth.Frob.Recipes;
using Auth.Frob.Tests.Scripted;

namespace Auth.Frob.Tests.Internal;

public sealed class PollScheduleTests : IDisposable
{
    private readonly Bench _bench = new();

    public void Dispose() => _bench.Dispose();

    [Fact]
    public async Task Ten_thousand_waits_share_one_timer()
    {
        var pending = await _bench.BeginAsync();
        _bench.Transport.Always(static () => ScriptedTransport.Answer(Tiny.Session));
        var idle = _bench.Clock.ArmedTimers;
        var waits = Enumerable.Range(0, 10_000).Select(_ => _bench.Client.WaitAsync(pending).AsTask()).ToList();
        (_bench.Clock.ArmedTimers - idle).Should().Be(1);
        _bench.Clock.Advance(TimeSpan.FromSeconds(5));
        (await Task.WhenAll(waits)).Should().OnlyContain(static r => r.Succeeded);
        _bench.Transport.Sent.Should().HaveCount(1 + 10_000);
    }

    [Fact]
    public async Task Disposing_the_clients_ends_their_waits_and_refuses_new_ones()
    {
        var pending = await _bench.BeginAsync();
        var waiting = _bench.Client.WaitAsync(pending).AsTask();
        _bench.Clients.Dispose();
        await waiting.Awaiting(static w => w).Should().ThrowAsync<ObjectDisposedException>();
        var late = async () => await _bench.Client.WaitAsync(pending);
        await late.Should().ThrowAsync<ObjectDisposedException>();
        _bench.Clock.ArmedTimers.Should().Be(0);
    }

    [Fact]
    public async Task A_pace_longer_than_a_timer_can_run_is_waited_for_in_parts()
    {
        var slow = Tiny.Provider with
        {
            Flows = [.. Tiny.Provider.Flows.Select(static flow => flow is ConsentFlow { PollEvery: not null } polled
                ? polled with { PollEvery = TimeSpan.FromDays(100), FrobLifetime = TimeSpan.FromDays(73_000) }
                : flow)],
        };
        using var bench = new Bench(slow);
        var pending = await bench.BeginAsync();
        using var clients = new FrobBuilder().Add<PlainOptions>(slow, Bench.Fill).Build();
        using var stop = new CancellationTokenSource();
        var waiting = clients["tiny"].WaitAsync(pending, null, stop.Token).AsTask();
        waiting.IsFaulted.Should().BeFalse();
        await stop.CancelAsync();
        await waiting.Awaiting(static w => w).Should().ThrowAsync<OperationCanceledException>();
    }
}
