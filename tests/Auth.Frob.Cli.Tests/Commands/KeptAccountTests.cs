using Auth.Frob.Cli.Commands;
using Auth.Frob.Extensions.Grants;
using Auth.Frob.Outcomes;

namespace Auth.Frob.Cli.Tests.Commands;

/// <summary>Whose sign-in is kept, and how that is shown.</summary>
public sealed class KeptAccountTests : IAsyncLifetime, IDisposable
{
    private readonly CommandBench _bench = new();
    private SimulatedTown _town = null!;

    public async Task InitializeAsync()
    {
        _town = await SimulatedTown.StartAsync();
        await _town.SignInAsync(_bench);
    }

    public async Task DisposeAsync() => await _town.DisposeAsync();

    public void Dispose() => _bench.Dispose();

    [Theory]
    [InlineData("verify lastfm --account carol")]
    [InlineData("logout lastfm --account carol")]
    [InlineData("call lastfm user.getInfo --account carol")]
    public async Task An_account_that_is_not_kept_is_named_with_those_that_are(string line)
    {
        var ran = await RunAsync(line.Split(' '));
        ran.Exit.Should().Be(ExitCode.Usage);
        ran.Error.Should().Contain("No sign-in of the account 'carol' is kept for lastfm; kept are: alice.").And.Contain("--account");
    }

    [Fact]
    public async Task A_sign_in_that_turns_out_to_be_anothers_is_told_with_both_names_and_left_as_it_is()
    {
        await KeepAsAsync("bob");
        var ran = await RunAsync("verify", "lastfm", "--account", "bob");
        ran.Exit.Should().Be(ExitCode.Refused);
        ran.Output.Should().Contain("unknown");
        ran.Error.Should().Contain("kept for the account 'bob', and the service says that it is the one of 'alice'. Nothing was changed.")
            .And.Contain("frob login lastfm --account bob").And.Contain("frob logout lastfm --account bob");
        (await RunAsync("whoami")).Output.Should().Contain("bob");
    }

    [Fact]
    public async Task A_name_may_change_where_only_its_case_does()
    {
        await KeepAsAsync("ALICE");
        (await RunAsync("verify")).Exit.Should().Be(ExitCode.Done);
    }

    [Theory]
    [InlineData("list")]
    [InlineData("whoami")]
    [InlineData("logout lastfm")]
    [InlineData("verify")]
    public async Task A_name_that_would_command_the_terminal_is_made_harmless(string line)
    {
        await KeepAsAsync("mal\u001b[2J\nlory\u202e\u009b");
        var ran = await RunAsync(line.Split(' '));
        (ran.Output + ran.Error).Should().Contain("mal\uFFFD[2J\uFFFDlory\uFFFD\uFFFD").And.NotContain("\u001b").And.NotContain("\u202e").And.NotContain("\u009b");
    }

    [Fact]
    public async Task Of_several_that_are_verified_a_refused_one_decides_the_exit_code_wherever_it_stands()
    {
        await KeepAsAsync("aaa");
        (await RunAsync("verify")).Exit.Should().Be(ExitCode.Refused, "the last one is live");
        await File.WriteAllTextAsync(Path.Combine(_bench.Store, "x.grant"), "garbage");
        var ran = await RunAsync("verify");
        ran.Exit.Should().Be(ExitCode.Refused, "an unreadable one stands behind it");
        ran.Output.Should().ContainAll("unreadable", "live", "unknown");
        (await RunAsync("logout", "lastfm", "--account", "aaa")).Exit.Should().Be(ExitCode.Done);
        (await RunAsync("verify")).Exit.Should().Be(ExitCode.Store, "a live one does not hide it");
    }

    [Fact]
    public async Task A_verification_leaves_a_sign_in_alone_that_came_meanwhile()
    {
        using var store = _bench.OpenStore();
        var first = (await store.Grants.ListAsync(null)).Single();
        var dead = (await store.Grants.MarkAsync(first.Key, first.Version, GrantHealth.Dead("revoked", DateTimeOffset.UnixEpoch)))!;
        var newer = (await store.Grants.PutAsync(first.Key, first.Grant!))!;
        var row = await new VerifyRun(_bench.Around, store).RunAsync(dead, null, CancellationToken.None);
        row.Failure.Should().BeNull("the service was asked, and takes the grant");
        (await store.Grants.FindAsync(first.Key))!.Version.Should().Be(newer.Version);
    }

    private async Task KeepAsAsync(string name)
    {
        using var store = _bench.OpenStore();
        var kept = (await store.Grants.ListAsync(null)).Single();
        var grant = kept.Grant! with { Account = new Account { Name = name } };
        await store.Grants.PutAsync(GrantKey.For(grant), grant);
    }

    private async Task<Ran> RunAsync(params string[] args)
    {
        using var bench = _bench.Next();
        bench.Input.End();
        return await bench.StartAsync(args);
    }
}
