namespace Auth.Frob.Cli.Tests.Commands;

public sealed class LoginSlipTests : IAsyncLifetime, IDisposable
{
    private readonly CommandBench _bench = new();
    private SimulatedTown _town = null!;

    public async Task InitializeAsync() => _town = await SimulatedTown.StartAsync();

    public async Task DisposeAsync() => await _town.DisposeAsync();

    public void Dispose() => _bench.Dispose();

    [Fact]
    public async Task A_slip_at_the_prompt_is_told_and_asked_again()
    {
        var running = _bench.StartAsync(_town.Login(_bench, "lastfm", "web", "--callback", _town.Callback));
        var redirect = await CommandBench.AllowAsync(_town["lastfm"], await _bench.Output.NextAsync());
        foreach (var line in new[] { "", "/canary-path?token=x", "localhost:8080/canary", redirect!.AbsoluteUri })
            _bench.Input.Type(line);
        var ran = await running;
        ran.Exit.Should().Be(ExitCode.Done, ran.Error);
        ran.Error.Split("Paste the address").Should().HaveCount(5);
        ran.Error.Split("That is no whole address").Should().HaveCount(3);
        ran.Error.Should().Contain("Nothing was typed.").And.Contain("Ctrl-C if you refused)").And.NotContain("canary");
    }

    [Fact]
    public async Task Slips_without_end_end_the_sign_in()
    {
        for (var i = 0; i < 5; i++)
            _bench.Input.Type("half");
        var ran = await _bench.StartAsync(_town.Login(_bench, "lastfm", "web", "--callback", _town.Callback));
        ran.Exit.Should().Be(ExitCode.Refused);
        ran.Error.Should().Contain("nothing usable was typed in 5 tries");
    }

    [Fact]
    public async Task What_is_said_after_a_prompt_begins_a_line_of_its_own()
    {
        _bench.Input.End();
        var ran = await _bench.StartAsync(_town.Login(_bench, "lastfm", "web", "--callback", _town.Callback));
        ran.Error.Split(Environment.NewLine).Should().Contain("Nobody answered: standard input is at its end.");
    }

    [Fact]
    public async Task Names_may_be_written_in_any_case()
    {
        _bench.Variables["FROB_PASSWORD"] = _town["lastfm"].User.Password;
        var args = _town.Login(_bench, "lastfm", "MOBILE", "--username", "alice");
        args[1] = "LastFM";
        (await _bench.StartAsync(args)).Output.Should().Contain("signed in    lastfm mobile");
    }

    [Theory]
    [InlineData("--api must be", "--api", "127.0.0.1:8080")]
    [InlineData("--set api must be", "--set", "api=127.0.0.1:8080")]
    public async Task A_setting_is_named_as_it_was_typed(string named, string option, string value)
    {
        var ran = await CommandBench.RunAsync("login", "lastfm", option, value);
        ran.Exit.Should().Be(ExitCode.Usage);
        ran.Error.Should().Contain(named);
    }
}
