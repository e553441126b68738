using System.Text.Json;
using Auth.Frob.Cli.Hosting;

namespace Auth.Frob.Cli.Tests.Commands;

public sealed class CheckAndDescribeTests
{
    public static TheoryData<string> Ids => [.. Services.Providers.Select(p => p.Id)];

    [Fact]
    public async Task Every_recipe_that_ships_is_without_fault()
    {
        var ran = await CommandBench.RunAsync("check", "--json");
        ran.Exit.Should().Be(ExitCode.Done, ran.Output);
        ran.Json.EnumerateArray().Select(r => r.GetProperty("provider").GetString()).Should().Equal(Services.Providers.Select(p => p.Id));
        (await CommandBench.RunAsync("check")).Output.Should().ContainAll(Services.Providers.Select(p => $"| {p.Id} "));
    }

    [Fact]
    public async Task A_faulty_recipe_fails_the_check_and_its_fault_is_named()
    {
        using var bench = new CommandBench();
        bench.Around = bench.Around with { Providers = [new KnownProvider(Services.Providers[0].Recipe with { Signer = null })] };
        var ran = await bench.StartAsync("check");
        ran.Exit.Should().Be(ExitCode.Differs);
        ran.Output.Should().Contain("signed and there is no signer");
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public async Task A_provider_is_described_as_tables(string id)
    {
        var recipe = Services.Providers.Single(p => p.Id == id).Recipe;
        var ran = await CommandBench.RunAsync("describe", id);
        ran.Exit.Should().Be(ExitCode.Done);
        ran.Output.Should().ContainAll("Flows", "Calls", "Binding", "Settings", "Errors", "Signature");
        ran.Output.Should().ContainAll(recipe.Flows.Select(f => f.Name)).And.ContainAll(recipe.Settings.Select(s => s.Slot.Name));
        ran.Output.Should().ContainAll(recipe.Errors.Rows.Select(r => r.Meaning));
    }

    [Fact]
    public async Task A_provider_is_described_as_json()
    {
        var ran = await CommandBench.RunAsync("describe", "ipernity", "--json");
        ran.Json.GetProperty("flows").EnumerateArray().Select(f => f.GetProperty("binding").GetString()).Should().Equal("Frob", "BrowserOnly", "Frob");
        ran.Json.GetProperty("permissions").GetProperty("profile").EnumerateArray().Select(l => l.GetString()).Should().Equal("read", "write");
        ran.Json.GetProperty("errors").GetArrayLength().Should().BeGreaterThan(20);
        ran.Json.GetProperty("settings")[0].GetProperty("name").GetString().Should().Be("api");
        ran.Json.GetProperty("revokePage").ValueKind.Should().Be(JsonValueKind.Null);
    }
}
