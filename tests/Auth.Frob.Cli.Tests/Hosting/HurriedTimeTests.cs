using Auth.Frob.Cli.Hosting;
using Auth.Frob.Testing;

namespace Auth.Frob.Cli.Tests.Hosting;

public sealed class HurriedTimeTests
{
    private readonly ManualTimeProvider _wall = new();

    [Fact]
    public void It_shows_as_much_more_as_it_hurries()
    {
        var time = new HurriedTime(_wall, 20);
        var (begun, stamp) = (time.GetUtcNow(), time.GetTimestamp());
        _wall.Advance(TimeSpan.FromSeconds(3));
        (time.GetUtcNow() - begun).Should().Be(TimeSpan.FromMinutes(1));
        time.GetElapsedTime(stamp).Should().Be(TimeSpan.FromMinutes(1));
    }

    [Theory]
    [InlineData(5000, 250)]
    [InlineData(5001, 251)]
    public async Task A_timer_is_due_when_it_shows_the_time_and_never_before(int milliseconds, int wall)
    {
        var time = new HurriedTime(_wall, 20);
        var waiting = Task.Delay(TimeSpan.FromMilliseconds(milliseconds), time);
        _wall.Advance(TimeSpan.FromMilliseconds(wall - 1));
        waiting.IsCompleted.Should().BeFalse();
        _wall.Advance(TimeSpan.FromMilliseconds(1));
        await waiting;
        time.GetUtcNow().Should().BeOnOrAfter(_wall.GetUtcNow());
    }
}
