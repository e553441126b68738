using System.Text.Json;
using Auth.Frob.Desktop.Machines;

namespace Auth.Frob.Cli.Tests.Commands;

/// <summary>What a login says to do where it can't go on as it was asked to.</summary>
public sealed class LoginRemedyTests : IAsyncLifetime, IDisposable
{
    private readonly CommandBench _bench = new();
    private SimulatedTown _town = null!;

    public async Task InitializeAsync() => _town = await SimulatedTown.StartAsync();

    public async Task DisposeAsync() => await _town.DisposeAsync();

    public void Dispose() => _bench.Dispose();

    [Theory]
    [InlineData("login lastfm --way paste", "Give --flow desktop --way poll.")]
    [InlineData("login lastfm --flow web", "Give --flow desktop --way poll.")]
    [InlineData("login lastfm --way poll --callback https://app.example/cb", "Without --callback, give --flow desktop --way poll.")]
    [InlineData("login ipernity", "Run it in a terminal, where you can be asked; or give --flow oauth --way loopback if your browser reaches this machine")]
    [InlineData("login ipernity --way enter", "or give --flow web --way loopback --callback URL, with the address of this machine that is registered with your key.")]
    public async Task Where_no_way_fits_the_machine_it_is_said_what_to_type_instead(string line, string remedy)
    {
        _bench.Around = _bench.Around with { Machine = static () => new DesktopMachine() };
        var site = _town[line.Split(' ')[1]];
        var ran = await _bench.StartAsync([.. line.Split(' '), "--api-key", site.App.Key, "--secret", site.App.Secret]);
        ran.Exit.Should().Be(ExitCode.Usage);
        ran.Error.Trim().Split('\n')[^1].Should().Contain(remedy).And.Contain("frob login --help");
    }

    [Fact]
    public async Task What_is_advised_can_be_typed()
    {
        _bench.Around = _bench.Around with { Machine = static () => new DesktopMachine() };
        var running = _bench.StartAsync(_town.Login(_bench, "lastfm", "desktop", "--way", "poll"));
        await _bench.Output.NextAsync();
        _bench.Interrupt();
        (await running).Exit.Should().Be(ExitCode.Cancelled);
    }

    [Fact]
    public async Task A_login_whose_ways_fit_is_told_nothing_of_them() =>
        (await CommandBench.RunAsync("login", "lastfm")).Error.Should().NotContain("Give --flow");

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_person_whose_output_is_piped_sees_the_address_all_the_same(bool isJson)
    {
        _bench.Around = _bench.Around with { ErrorColumns = 80 };
        var running = _bench.StartAsync(_town.Login(_bench, "lastfm", "desktop", isJson ? ["--json"] : []));
        var line = await _bench.Output.NextAsync();
        _bench.Interrupt();
        var address = isJson ? JsonElement.Parse(line).GetProperty("consent").GetString()! : line;
        (await running).Error.Split(Environment.NewLine).Should().Contain(address);
    }

    [Fact]
    public async Task Who_sees_both_streams_sees_the_address_once()
    {
        _bench.Around = _bench.Around with { Columns = 80, ErrorColumns = 80 };
        var running = _bench.StartAsync(_town.Login(_bench, "lastfm", "desktop"));
        var address = await _bench.Output.NextAsync();
        _bench.Interrupt();
        var ran = await running;
        (ran.Output + ran.Error).Split(address).Should().HaveCount(2);
    }

    [Fact]
    public async Task Another_account_than_the_one_that_was_named_is_told_with_both_names_and_what_to_do()
    {
        _bench.Variables["FROB_PASSWORD"] = _town["lastfm"].User.Password;
        var ran = await _bench.StartAsync(_town.Login(_bench, "lastfm", "mobile", "--username", "alice", "--account", "bob"));
        ran.Error.Should().Contain("has the account 'alice', and --account names 'bob'. The sign-in was not kept.")
            .And.Contain("then sign in as 'bob'; or give --account alice.").And.Contain("settings/applications");
    }
}
