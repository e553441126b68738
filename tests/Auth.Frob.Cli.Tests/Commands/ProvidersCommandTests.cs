using System.Collections.Immutable;
using Auth.Frob.Cli.Hosting;
using Auth.Frob.Desktop;
using Auth.Frob.Desktop.Storage;
using Auth.Frob.Slots;

namespace Auth.Frob.Cli.Tests.Commands;

public sealed class ProvidersCommandTests : IDisposable
{
    private readonly CommandBench _bench = new();

    public void Dispose() => _bench.Dispose();

    [Fact]
    public async Task Each_provider_has_its_flows_its_ways_back_and_its_variables()
    {
        var ran = await _bench.StartAsync("providers");
        ran.Exit.Should().Be(ExitCode.Done);
        ran.Output.Should().ContainAll(Services.Providers.Select(p => $"| {p.Id} ")).And.Contain("desktop (poll)").And.Contain("web (loopback, paste)")
            .And.Contain("mobile (password)").And.Contain("a level per area").And.Contain("no LASTFM_API_KEY").And.NotContain("\u001b");
    }

    [Fact]
    public async Task It_is_said_where_keys_come_from_and_never_what_they_are()
    {
        _bench.Variables["LASTFM_API_KEY"] = "canary-key";
        _bench.Variables["LASTFM_SHARED_SECRET"] = "canary-secret";
        using (var store = _bench.OpenStore())
            await store.AppKeys.PutAsync("ipernity", new KeptAppKey("canary-kept", new Secret("canary-kept-secret"), ImmutableSortedDictionary<string, string>.Empty));
        var ran = await _bench.StartAsync("providers", "--json");
        var rows = ran.Json.EnumerateArray().ToDictionary(r => r.GetProperty("provider").GetString()!);
        rows["lastfm"].GetProperty("keyFrom").GetString().Should().Be("LASTFM_API_KEY");
        rows["ipernity"].GetProperty("secretFrom").GetString().Should().Be("frob configure");
        rows["librefm"].GetProperty("keyFrom").GetString().Should().BeNull();
        rows["ipernity"].GetProperty("flows")[2].GetProperty("ways").EnumerateArray().Select(w => w.GetString()).Should().Equal("loopback", "paste", "enter");
        (ran.Output + ran.Error).Should().NotContain("canary");
    }

    [Fact]
    public async Task A_store_that_cannot_be_opened_is_told_beside_the_list()
    {
        _bench.Around = _bench.Around with { OpenStore = (_, _) => ValueTask.FromException<CommandStore>(new StoreException("The keyring is locked.", "Unlock it.")) };
        var ran = await _bench.StartAsync("providers");
        ran.Exit.Should().Be(ExitCode.Done);
        ran.Error.Should().Contain("The keyring is locked. Unlock it.");
        ran.Output.Should().Contain("| lastfm ");
    }
}
