namespace Auth.Frob.Cli.Tests.Output;

public sealed class NarrowTerminalTests : IDisposable
{
    private const int Columns = 80;
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
}
