using Auth.Frob.Cli.Output;
using Auth.Frob.Errors;
using Auth.Frob.Outcomes;
using Auth.Frob.Testing;

namespace Auth.Frob.Cli.Tests.Output;

public sealed class WaitingLineTests : IDisposable
{
    private readonly CommandBench _bench = new();
    private readonly ManualTimeProvider _clock = new();

    public void Dispose() => _bench.Dispose();

    [Fact]
    public void Piped_it_says_a_change_and_else_a_line_a_minute()
    {
        var line = new WaitingLine(_bench.Around with { Time = _clock });
        for (var i = 1; i <= 25; i++)
        {
            line.Report(Progress(i, FrobErrorKind.Pending));
            _clock.Advance(TimeSpan.FromSeconds(5));
        }
        line.Report(Progress(26, FrobErrorKind.Unreachable));
        line.End();
        Said().Select(l => l.Split(',')[0]).Should().Equal("Asked once", "Asked 13 times", "Asked 25 times", "Asked 26 times");
    }

    [Fact]
    public void On_a_terminal_it_writes_one_line_over_and_leaves_it_at_the_end()
    {
        var line = new WaitingLine(_bench.Around with { Time = _clock, ErrorColumns = 20 });
        line.Report(Progress(1, FrobErrorKind.Pending));
        line.Report(Progress(2, FrobErrorKind.Pending));
        line.End();
        line.End();
        _bench.Error.ToString().Should().Be("\rAsked once, last an\rAsked 2 times, last" + Environment.NewLine);
    }

    private static ConsentProgress Progress(int attempt, FrobErrorKind kind) =>
        new(attempt, new FrobError(kind), TimeSpan.FromSeconds(5), TimeSpan.FromMinutes(59));

    private string[] Said() => _bench.Error.ToString().Split(Environment.NewLine, StringSplitOptions.RemoveEmptyEntries);
}
