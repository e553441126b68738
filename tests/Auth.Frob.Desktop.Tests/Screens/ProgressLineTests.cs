using Auth.Frob.Desktop.Screens;
using Auth.Frob.Errors;
using Auth.Frob.Testing;

namespace Auth.Frob.Desktop.Tests.Screens;

public sealed class ProgressLineTests : IDisposable
{
    private readonly ManualTimeProvider _clock = new();
    private readonly StringWriter _error = new();

    public void Dispose() => _error.Dispose();

    [Fact]
    public void Piped_it_says_a_change_and_else_a_line_a_minute()
    {
        var line = new ProgressLine(_error, null, _clock);
        for (var i = 1; i <= 25; i++)
        {
            line.Write(ScreenBench.Poll(i, 600));
            _clock.Advance(TimeSpan.FromSeconds(5));
        }
        line.Write(ScreenBench.Poll(26, 600, FrobErrorKind.Unreachable));
        line.End();
        Said().Select(static l => l.Split(',')[0]).Should().Equal("Asked once", "Asked 13 times", "Asked 25 times", "Asked 26 times");
    }

    [Fact]
    public void Piped_it_does_not_say_the_same_again_because_something_else_was_said()
    {
        var line = new ProgressLine(_error, null, _clock);
        line.Write(ScreenBench.Poll(0, 600, null));
        line.End();
        line.Write(ScreenBench.Poll(0, 599, null));
        Said().Should().ContainSingle();
    }

    [Fact]
    public void On_a_terminal_it_writes_one_line_over_and_leaves_it_at_the_end()
    {
        var line = new ProgressLine(_error, 20, _clock);
        line.Write(ScreenBench.Poll(1, 600));
        line.Write(ScreenBench.Poll(2, 600));
        line.End();
        line.End();
        _error.ToString().Should().Be("\rAsked once, last an\rAsked 2 times, last" + Environment.NewLine);
    }

    [Fact]
    public void What_is_shorter_leaves_nothing_of_what_was_longer()
    {
        var line = new ProgressLine(_error, 100, _clock);
        line.Write(ScreenBench.Poll(10, 600));
        line.Write(ScreenBench.Poll(0, 60, null));
        var (longer, shorter) = (_error.ToString().Split('\r')[1], _error.ToString().Split('\r')[2]);
        shorter.Should().HaveLength(longer.Length);
        shorter.TrimEnd().Should().Be("Waiting for your consent. Next in 5 s; 60 s left.");
    }

    [Fact]
    public void What_has_not_changed_is_not_written_again()
    {
        var line = new ProgressLine(_error, 100, _clock);
        line.Write(ScreenBench.Poll(1, 600));
        var before = _error.ToString();
        line.Write(ScreenBench.Poll(1, 600));
        _error.ToString().Should().Be(before);
        line.End();
        line.Write(ScreenBench.Poll(1, 600));
        _error.ToString().Should().Be(before + Environment.NewLine + before);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(40)]
    public void However_narrow_the_terminal_the_line_never_wraps(int columns)
    {
        var line = new ProgressLine(_error, columns, _clock);
        line.Write(ScreenBench.Poll(3, 600));
        line.Write(ScreenBench.Poll(4, 60));
        _error.ToString().Split('\r').Should().OnlyContain(l => l.Length <= Math.Max(columns - 1, 1));
    }

    private string[] Said() => _error.ToString().Split(Environment.NewLine, StringSplitOptions.RemoveEmptyEntries);
}
