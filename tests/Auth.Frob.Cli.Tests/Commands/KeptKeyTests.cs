using System.Collections.Immutable;
using Auth.Frob.Cli.Commands;
using Auth.Frob.Desktop;
using Auth.Frob.Desktop.Storage;
using Auth.Frob.Slots;

namespace Auth.Frob.Cli.Tests.Commands;

/// <summary>What frob configure keeps, and what of it a command takes.</summary>
public sealed class KeptKeyTests : IDisposable
{
    private readonly CommandBench _bench = new();

    public void Dispose() => _bench.Dispose();

    [Fact]
    public async Task A_kept_secret_is_never_used_with_another_key_and_what_is_typed_stands_before_what_is_kept()
    {
        using var store = _bench.OpenStore();
        var settings = ImmutableSortedDictionary<string, string>.Empty.Add("format", "xml").Add("mobile", "authToken");
        await store.AppKeys.PutAsync("lastfm", new KeptAppKey("kept-key", new Secret("kept-secret"), settings), CancellationToken.None);
        var order = new AppOrder { Provider = _bench.Around.Find("lastfm"), Settings = [("format", "json")] };

        var other = await (order with { ApiKey = "other-key" }).CompletedAsync(store, CancellationToken.None);
        var none = await order.CompletedAsync(store, CancellationToken.None);
        var same = await (order with { ApiKey = "kept-key" }).CompletedAsync(store, CancellationToken.None);

        (other.ApiKey, other.Secret).Should().Be(("other-key", null));
        other.Settings.Should().Equal(("format", "json"));
        foreach (var whole in new[] { none, same })
        {
            (whole.ApiKey, whole.Secret).Should().Be(("kept-key", "kept-secret"));
            whole.Settings.Should().Equal(("format", "json"), ("mobile", "authToken"));
        }
    }

    [Fact]
    public async Task Nobody_types_a_secret_that_could_not_be_kept()
    {
        _bench.Key.Fault = new StoreException("The keyring is locked.", "Unlock it.");
        _bench.Input.Type("typed-key");
        _bench.Input.Type("typed-secret");

        var ran = await _bench.StartAsync("configure", "lastfm");

        ran.Exit.Should().Be(ExitCode.Store);
        ran.Error.Should().Contain("The keyring is locked.").And.NotContain("Api key of").And.NotContain("Shared secret");
    }

    [Theory]
    [InlineData("bla=1")]
    [InlineData("format=yaml")]
    public async Task What_no_call_could_be_made_with_is_not_kept(string setting)
    {
        var ran = await _bench.StartAsync("configure", "lastfm", "--api-key", "a-key", "--secret", "a-secret", "--set", setting);

        ran.Exit.Should().Be(ExitCode.Usage);
        ran.Error.Should().Contain("Nothing was kept.");
        using var store = _bench.OpenStore();
        (await store.AppKeys.FindAsync("lastfm", CancellationToken.None)).Should().BeNull();
    }

    [Fact]
    public async Task What_is_typed_is_hidden_before_the_secret_is_asked_for_and_read_where_it_is_not_shown()
    {
        var seen = "";
        _bench.Around = _bench.Around with { Hide = () => seen = _bench.Error.ToString()!, ReadHidden = () => "hidden-secret" };
        _bench.Input.Type("typed-key");
        _bench.Input.End();

        (await _bench.StartAsync("configure", "lastfm")).Error.Should().Contain("Shared secret (not shown):");

        seen.Should().Contain("Api key of").And.NotContain("Shared secret");
        using var store = _bench.OpenStore();
        (await store.AppKeys.FindAsync("lastfm", CancellationToken.None))!.SharedSecret!.Reveal().Should().Be("hidden-secret");
    }
}
