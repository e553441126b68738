using Auth.Frob.Errors;

namespace Auth.Frob.Cli.Tests;

public sealed class UsageTests
{
    [Theory]
    [InlineData("There is no command 'dance'; there are: demo, simulate, sign, login, list, whoami, verify, logout, export, configure, call, replay, check, describe, doctor, providers, completion.", "dance")]
    [InlineData("A command is missing.")]
    [InlineData("Last.fm: There is no flow 'oauth'; there are: desktop, web, mobile.", "login", "lastfm", "--flow", "oauth")]
    [InlineData("There is no option --colour.", "check", "--colour")]
    [InlineData("--api-key needs a value.", "sign", "lastfm", "--api-key")]
    [InlineData("--api-key is given in a way that can't be read", "sign", "lastfm", "--api-key", "a", "--api-key", "b")]
    [InlineData("There is an argument too many.", "check", "twice")]
    [InlineData("FILE is missing.", "replay")]
    [InlineData("completion. Did you mean login?", "logn")]
    [InlineData("completion. Did you mean verify?", "vreify")]
    [InlineData("ipernity. Did you mean lastfm?", "login", "LastFn")]
    [InlineData("there are: desktop, web, mobile. Did you mean web?", "login", "lastfm", "--flow", "wbe")]
    [InlineData("There is no option --flw. Did you mean --flow?", "login", "lastfm", "--flw", "web")]
    public async Task A_usage_error_exits_2_and_lists_what_there_is(string message, params string[] args)
    {
        var ran = await CommandBench.RunAsync(args);
        ran.Exit.Should().Be(ExitCode.Usage);
        ran.Output.Should().BeEmpty();
        ran.Error.Should().Contain(message);
        ran.Error.Trim().Split('\n').Length.Should().BeGreaterThan(1, "a remedy follows");
    }

    [Fact]
    public async Task A_provider_that_is_missing_or_not_there_is_answered_with_all_that_are()
    {
        var ids = Services.Providers.Select(p => p.Id).ToArray();
        (await CommandBench.RunAsync("describe")).Error.Should()
            .Contain($"PROVIDER is missing; there are: {string.Join(", ", ids.Order(StringComparer.Ordinal))}.");
        (await CommandBench.RunAsync("describe", "nosuch")).Error.Should()
            .Contain($"There is no provider 'nosuch'; there are: {string.Join(", ", ids)}.");
    }

    [Fact]
    public async Task A_usage_error_as_json_is_one_object_on_standard_output()
    {
        var ran = await CommandBench.RunAsync("describe", "nosuch", "--json");
        ran.Exit.Should().Be(ExitCode.Usage);
        ran.Error.Should().BeEmpty();
        ran.Failure.EnumerateObject().Select(m => m.Name).Should().Equal("kind", "code", "message", "remedy");
        ran.Failure.GetProperty("kind").GetString().Should().Be("Usage");
    }

    [Theory]
    [InlineData("dance")]
    [InlineData("lst-of-everything")]
    public async Task What_is_near_to_nothing_gets_no_guess(string command) =>
        (await CommandBench.RunAsync(command)).Error.Should().NotContain("Did you mean");

    [Theory]
    [InlineData("sign", "lastfm", "--secrt", "Canary-Value")]
    [InlineData("sign", "lastfm", "--secrt=Canary-Value")]
    [InlineData("sign", "lastfm", "--param", "Canary-Value")]
    [InlineData("sign", "Canary-Value")]
    [InlineData("Canary-Value")]
    [InlineData("check", "--json=Canary-Value")]
    [InlineData("login", "lastfm", "--secret", "Canary-Value", "--api-key", "Canary Value", "--callback", "Canary-Value")]
    [InlineData("login", "lastfm", "--set", "api=Canary-Value")]
    [InlineData("simulate", "--port", "Canary-Value")]
    public async Task A_value_on_a_wrong_command_line_is_not_repeated(params string[] args)
    {
        var ran = await CommandBench.RunAsync(args);
        ran.Exit.Should().Be(ExitCode.Usage);
        (ran.Output + ran.Error).Should().NotContain("Canary");
    }

    [Theory]
    [InlineData(FrobErrorKind.Denied, ExitCode.Refused)]
    [InlineData(FrobErrorKind.PendingOrInvalid, ExitCode.Refused)]
    [InlineData(FrobErrorKind.InvalidCredentials, ExitCode.Refused)]
    [InlineData(FrobErrorKind.Mismatch, ExitCode.Refused)]
    [InlineData(FrobErrorKind.Expired, ExitCode.Expired)]
    [InlineData(FrobErrorKind.InvalidFrob, ExitCode.Expired)]
    [InlineData(FrobErrorKind.InvalidAppKey, ExitCode.Usage)]
    [InlineData(FrobErrorKind.InvalidSignature, ExitCode.Usage)]
    [InlineData(FrobErrorKind.Unreachable, ExitCode.Service)]
    [InlineData(FrobErrorKind.Malformed, ExitCode.Service)]
    [InlineData(FrobErrorKind.Unavailable, ExitCode.Service)]
    [InlineData(FrobErrorKind.Unknown, ExitCode.Service)]
    public void Each_kind_of_error_has_its_exit_code(FrobErrorKind kind, int exit) =>
        CommandFailure.From(new FrobError(kind)).ExitCode.Should().Be(exit);

    [Theory]
    [InlineData("check")]
    [InlineData("check --json")]
    [InlineData("describe lastfm")]
    [InlineData("simulate --json")]
    public async Task An_output_that_cannot_be_written_is_not_the_services_fault(string line)
    {
        using var bench = new CommandBench();
        using var full = new FullDisk();
        bench.Around = bench.Around with { Output = full };
        var ran = await bench.StartAsync(line.Split(' '));
        ran.Exit.Should().Be(ExitCode.Usage);
        ran.Error.Should().Contain("could not be written").And.NotContain("canary");
    }

    [Fact]
    public async Task What_nobody_foresaw_is_told_without_its_message_and_trace()
    {
        using var bench = new CommandBench();
        bench.Around = bench.Around with { Environment = _ => throw new NotSupportedException("canary-message") };
        var ran = await bench.StartAsync("sign", "lastfm", "--link");
        ran.Exit.Should().Be(ExitCode.Service);
        ran.Error.Should().Contain("NotSupportedException").And.NotContain("canary-message").And.NotContain("   at ");
    }
}
