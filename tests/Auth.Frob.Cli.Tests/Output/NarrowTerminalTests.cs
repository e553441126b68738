namespace Auth.Frob.Cli.Tests.Output;

public sealed class NarrowTerminalTests : IDisposable
{
    private const int Columns = 80;
    private const int FewColumns = 60;
    private readonly CommandBench _bench = new();

    public NarrowTerminalTests() => _bench.Around = _bench.Around with { Columns = Columns };

    public void Dispose() => _bench.Dispose();

    [Fact]
    public async Task The_demos_table_has_no_steps_and_only_what_was_granted()
    {
        var table = (await _bench.StartAsync("demo")).Output.Split('\n').Where(l => l.StartsWith('|')).ToArray();
        table[0].Should().Contain("Permissions").And.NotContain("Steps");
        table.Should().OnlyContain(l => l.Length <= Columns && !l.Contains("=none", StringComparison.Ordinal));
        table.Should().Contain(l => l.Contains("doc=write", StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Commands.CheckAndDescribeTests.Ids), MemberType = typeof(Commands.CheckAndDescribeTests))]
    public async Task A_description_is_a_list_whose_words_stay_whole(string id)
    {
        var recipe = Services.Providers.Single(p => p.Id == id).Recipe;
        var ran = await _bench.StartAsync("describe", id);
        ran.Output.Should().NotContain("|").And.ContainAll(recipe.Settings.Select(s => s.Slot.Name));
        ran.Output.Should().ContainAll(recipe.Flows.Select(f => $"Flow: {f.Name}"));
        ran.Output.Should().ContainAll(recipe.Errors.Rows.Select(r => r.Kind.ToString()));
        ran.Output.Split('\n').Where(l => l.Length > Columns && l.Trim().Contains(' ', StringComparison.Ordinal)).Should().BeEmpty();
    }

    [Theory]
    [InlineData("providers", Columns)]
    [InlineData("providers", FewColumns)]
    [InlineData("doctor", Columns)]
    [InlineData("doctor", FewColumns)]
    public async Task What_there_is_and_what_is_wrong_are_lists_in_which_each_line_has_a_title(string command, int columns)
    {
        _bench.Around = _bench.Around with { Columns = columns };
        var lines = (await _bench.StartAsync(command)).Output.Split('\n').Select(l => l.TrimEnd()).ToArray();
        lines.Should().NotContain(l => l.Contains('|') || l.EndsWith(": -", StringComparison.Ordinal) || l.TrimStart().StartsWith(':'));
        // A name or an address that is too long stays whole.
        lines.Where(l => l.Length > columns && l.Trim().Contains(' ', StringComparison.Ordinal)).Should().BeEmpty();
        lines.Should().Contain(l => l.StartsWith(command == "doctor" ? "    Verdict: " : "    Keys from: ", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Every_column_of_the_doctors_table_has_a_title()
    {
        _bench.Around = _bench.Around with { Columns = null };
        var titles = (await _bench.StartAsync("doctor")).Output.Split('\n').First(l => l.StartsWith('|')).Trim('|', '\r').Split('|').Select(t => t.Trim());
        titles.Should().Equal("Check", "Verdict", "Found", "What to do");
    }
}
