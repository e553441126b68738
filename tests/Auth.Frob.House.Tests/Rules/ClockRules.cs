using System.Text.RegularExpressions;
using Auth.Frob.House.Tests.Reading;

namespace Auth.Frob.House.Tests.Rules;

/// <summary>Time is handed in, in the tests too: no test waits for a clock on the wall.</summary>
public sealed partial class ClockRules
{
    [Fact]
    public void No_wall_clock() =>
        Repository.CSharp.SelectMany(WallClocks).ShouldBeNone("take the time from a TimeProvider; in tests from the one that is turned by hand");

    [Theory]
    [InlineData("Thread.Sleep(1);")]
    [InlineData("await Task.Delay(TimeSpan.FromSeconds(1), token);")]
    [InlineData("await Task.Delay(lifetime);")]
    [InlineData("var now = DateTime.UtcNow;")]
    [InlineData("var now = DateTimeOffset\n    .Now;")]
    [InlineData("long t = Environment.TickCount64;")]
    [InlineData("using var timer = new PeriodicTimer(period);")]
    public void A_wall_clock_is_found(string code) => WallClocks(Faults.Fixture(code)).Should().ContainSingle();

    [Theory]
    [InlineData("await Task.Delay(delay, time, token);")]
    [InlineData("await Task.Delay(delay, _clock);")]
    [InlineData("await Task.Delay(delay, TimeProvider.System, token);")]
    [InlineData("using var timer = new PeriodicTimer(period, timeProvider);")]
    [InlineData("// Thread.Sleep(1) would hold the thread")]
    [InlineData("var text = \"DateTime.UtcNow\";")]
    [InlineData("var now = time.GetUtcNow();")]
    public void An_injected_clock_is_none(string code) => WallClocks(Faults.Fixture(code)).Should().BeEmpty();

    private static IEnumerable<string> WallClocks(SourceFile file)
    {
        string code = file.CSharp.Code;
        foreach (Match match in AlwaysWall().Matches(code)) yield return file.At(file.CSharp.LineOf(match.Index), match.Value);
        foreach (Match match in WallUnlessGivenAClock().Matches(code))
        {
            int open = match.Index + match.Length - 1;
            if (!Clock().IsMatch(code[open..file.CSharp.Closing(open)])) yield return file.At(file.CSharp.LineOf(match.Index), match.Value);
        }
    }

    [GeneratedRegex(@"\bThread\s*\.\s*Sleep\b|\bDateTime(Offset)?\s*\.\s*(UtcNow|Now|Today)\b|\bEnvironment\s*\.\s*TickCount(64)?\b")]
    private static partial Regex AlwaysWall();

    [GeneratedRegex(@"\bTask\s*\.\s*Delay\s*\(|\bnew\s+PeriodicTimer\s*\(")]
    private static partial Regex WallUnlessGivenAClock();

    [GeneratedRegex(@"\b_?(time|clock|timeProvider|\w*Clock|\w*TimeProvider|Time)\b")]
    private static partial Regex Clock();
}
