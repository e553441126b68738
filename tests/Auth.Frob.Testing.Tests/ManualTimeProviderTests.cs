namespace Auth.Frob.Testing.Tests;

public sealed class ManualTimeProviderTests
{
    private readonly ManualTimeProvider _clock = new();

    [Fact]
    public void The_clock_stands_still_until_it_is_moved()
    {
        DateTimeOffset before = _clock.GetUtcNow();
        _clock.GetUtcNow().Should().Be(before);

        _clock.Advance(TimeSpan.FromMinutes(5));

        _clock.GetUtcNow().Should().Be(before.AddMinutes(5));
    }

    [Fact]
    public void Timestamps_move_in_step_with_the_clock()
    {
        long start = _clock.GetTimestamp();
        _clock.Advance(TimeSpan.FromMilliseconds(1500));
        _clock.GetElapsedTime(start).Should().Be(TimeSpan.FromMilliseconds(1500));
    }

    [Fact]
    public void Due_timers_fire_in_the_order_of_their_times_while_the_clock_shows_each()
    {
        var fired = new List<(string Name, DateTimeOffset At)>();
        DateTimeOffset start = _clock.GetUtcNow();
        using ITimer late = Once("late", 3);
        using ITimer early = Once("early", 1);
        using ITimer alsoEarly = Once("also early", 1);
        using ITimer never = Once("never", 60);

        _clock.Advance(TimeSpan.FromSeconds(10));

        fired.Should().Equal(("early", start.AddSeconds(1)), ("also early", start.AddSeconds(1)), ("late", start.AddSeconds(3)));
        _clock.GetUtcNow().Should().Be(start.AddSeconds(10));
        _clock.ArmedTimers.Should().Be(1);

        ITimer Once(string name, int seconds) =>
            _clock.CreateTimer(_ => fired.Add((name, _clock.GetUtcNow())), null, TimeSpan.FromSeconds(seconds), Timeout.InfiniteTimeSpan);
    }

    [Fact]
    public void A_timer_with_a_period_fires_again_until_it_is_disposed()
    {
        int fired = 0;
        ITimer timer = _clock.CreateTimer(_ => fired++, null, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(2));
        _clock.Advance(TimeSpan.FromSeconds(5));
        fired.Should().Be(3);

        timer.Dispose();
        _clock.Advance(TimeSpan.FromSeconds(5));

        fired.Should().Be(3);
        timer.Change(TimeSpan.Zero, TimeSpan.Zero).Should().BeFalse();
    }

    [Fact]
    public void A_timer_armed_by_a_callback_fires_in_the_same_move_when_it_is_due()
    {
        var fired = new List<string>();
        ITimer? second = null;
        using ITimer first = _clock.CreateTimer(_ => ArmSecond(), null, TimeSpan.FromSeconds(1), Timeout.InfiniteTimeSpan);

        _clock.Advance(TimeSpan.FromSeconds(2));

        fired.Should().Equal("first", "second");
        second!.Dispose();

        void ArmSecond()
        {
            fired.Add("first");
            second = _clock.CreateTimer(_ => fired.Add("second"), null, TimeSpan.FromSeconds(1), Timeout.InfiniteTimeSpan);
        }
    }

    [Fact]
    public async Task A_delay_ends_when_its_time_comes_and_not_before()
    {
        Task delay = Task.Delay(TimeSpan.FromSeconds(5), _clock);
        _clock.Advance(TimeSpan.FromSeconds(4));
        delay.IsCompleted.Should().BeFalse();

        _clock.Advance(TimeSpan.FromSeconds(1));

        await delay;
    }

    [Fact]
    public async Task A_test_can_wait_until_the_code_waits_on_the_clock()
    {
        Task armed = _clock.WaitForTimersAsync(2);
        Task first = Task.Delay(TimeSpan.FromSeconds(1), _clock);
        armed.IsCompleted.Should().BeFalse();
        Task second = Task.Delay(TimeSpan.FromSeconds(1), _clock);

        await armed;
        await _clock.WaitForTimersAsync(2);

        _clock.Advance(TimeSpan.FromSeconds(1));
        await Task.WhenAll(first, second);
    }

    [Fact]
    public async Task Waiting_for_timers_can_be_cancelled()
    {
        using var stop = new CancellationTokenSource();
        Task armed = _clock.WaitForTimersAsync(1, stop.Token);
        await stop.CancelAsync();
        await FluentActions.Awaiting(() => armed).Should().ThrowAsync<OperationCanceledException>();
    }

    [Fact]
    public void The_clock_does_not_go_back()
    {
        FluentActions.Invoking(() => _clock.Advance(TimeSpan.FromTicks(-1))).Should().Throw<ArgumentOutOfRangeException>();
        FluentActions.Invoking(() => _clock.SetUtcNow(_clock.GetUtcNow().AddTicks(-1))).Should().Throw<ArgumentOutOfRangeException>();
    }

    [Fact]
    public async Task Many_threads_may_arm_and_stop_timers_while_the_clock_moves()
    {
        int fired = 0;
        Task[] workers = [.. Enumerable.Range(1, 4).Select(_ => Task.Run(ArmMany))];
        while (!Task.WhenAll(workers).IsCompleted)
        {
            _clock.Advance(TimeSpan.FromMilliseconds(1));
            await Task.Yield();
        }

        await Task.WhenAll(workers);
        _clock.Advance(TimeSpan.FromSeconds(1));
        fired.Should().Be(4 * 200);
        _clock.ArmedTimers.Should().Be(0);

        void ArmMany()
        {
            for (int i = 0; i < 200; i++)
            {
                _clock.CreateTimer(_ => Interlocked.Increment(ref fired), null, TimeSpan.FromMilliseconds(i % 7), Timeout.InfiniteTimeSpan);
                _clock.CreateTimer(_ => { }, null, TimeSpan.FromHours(1), Timeout.InfiniteTimeSpan).Dispose();
            }
        }
    }
}
