namespace Auth.Frob.Cli.Tests.Commands;

public sealed class SignCommandTests
{
    private const string Key = "6fa87ba500002712bd4eed6020f3bd72";
    private const string Shared = "e9a599f0cf6ce193";

    [Fact]
    public async Task A_call_of_a_service_that_ends_its_text_with_the_method_has_the_published_signature()
    {
        var ran = await CommandBench.RunAsync(
            "sign", "ipernity", "--api-key", Key, "--secret", Shared, "--method", "doc.tags.add", "--param", "doc_id=1234", "--param", "keywords=easy");
        ran.Should().Be(new Ran(ExitCode.Done, "a269b218feb341ef03bc093a0f2c8078" + Environment.NewLine, ""));
    }

    [Fact]
    public async Task A_link_has_no_method()
    {
        var ran = await CommandBench.RunAsync(
            "sign", "ipernity", "--api-key", Key, "--secret", Shared, "--link", "--param", "perm_network=read", "--json");
        ran.Json.GetProperty("provider").GetString().Should().Be("ipernity");
        ran.Json.GetProperty("parameter").GetString().Should().Be("api_sig");
        ran.Json.GetProperty("value").GetString().Should().Be("da183021cd39461108770b822fcd9398");
        ran.Json.GetProperty("base").GetString().Should().Be($"api_key{Key}perm_networkread<secret>");
    }

    [Theory]
    [InlineData("sk")]
    [InlineData("token")]
    [InlineData("frob")]
    [InlineData("auth_token")]
    [InlineData("authToken")]
    [InlineData("password")]
    [InlineData("oauth_token")]
    public async Task Secret_values_are_masked_in_what_is_explained(string name)
    {
        var ran = await CommandBench.RunAsync(
            "sign", "ipernity", "--api-key", Key, "--secret", Shared, "--method", "m", "--explain",
            "--param", $"{name}=canary-value", "--param", $"a=x{Shared}");
        ran.Exit.Should().Be(ExitCode.Done);
        ran.Output.Should().Contain($"{name}***").And.Contain("a***").And.Contain("<secret>").And.NotContain("canary-value").And.NotContain(Shared);
    }

    [Fact]
    public async Task The_method_is_a_parameter_where_the_service_has_it_so_and_what_takes_no_part_is_told()
    {
        var ran = await CommandBench.RunAsync(
            "sign", "lastfm", "--api-key", "k", "--secret", "s", "--method", "auth.getToken", "--param", "format=json", "--explain");
        ran.Output.Should().Contain("api_keykmethodauth.getToken<secret>").And.Contain("left out   format");
    }

    [Fact]
    public async Task Key_and_secret_may_stand_in_the_environment()
    {
        using var bench = new CommandBench { Variables = { ["IPERNITY_API_KEY"] = Key, ["IPERNITY_SHARED_SECRET"] = Shared } };
        var ran = await bench.StartAsync("sign", "ipernity", "--link", "--param", "perm_network=read");
        ran.Output.Trim().Should().Be("da183021cd39461108770b822fcd9398");
    }

    [Fact]
    public async Task A_link_is_not_signed_where_the_provider_does_not_sign_links()
    {
        var ran = await CommandBench.RunAsync("sign", "lastfm", "--api-key", "k", "--secret", "s", "--link");
        ran.Exit.Should().Be(ExitCode.Usage);
        ran.Output.Should().BeEmpty();
        ran.Error.Should().Contain("no flow of Last.fm signs its consent link").And.Contain("See frob sign --help.");
    }

    [Fact]
    public async Task The_help_says_what_is_signed() =>
        (await CommandBench.RunAsync("sign", "--help")).Output.Should().Contain("Exactly the parameters that you name are signed");

    [Theory]
    [InlineData("", "is missing")]
    [InlineData("a b", "white space")]
    [InlineData("a\u0001b", "control character")]
    [InlineData("canary\u00e9", "not ASCII")]
    [InlineData(null, "longer than 256")]
    public async Task A_key_and_a_secret_that_cannot_be_are_both_named(string? value, string fault)
    {
        value ??= new string('x', 257);
        var ran = await CommandBench.RunAsync("sign", "lastfm", "--api-key", value, "--secret", value, "--method", "m");
        ran.Exit.Should().Be(ExitCode.Usage);
        ran.Output.Should().BeEmpty();
        ran.Error.Split(fault).Should().HaveCount(3, "both have it");
        ran.Error.Should().Contain("--api-key").And.Contain("--secret").And.NotContain("canary");
    }

    [Fact]
    public async Task A_parameter_that_is_given_elsewhere_or_twice_is_refused_by_name()
    {
        var ran = await CommandBench.RunAsync(
            "sign", "ipernity", "--api-key", Key, "--secret", Shared, "--method", "m", "--param", "method=n", "--param", "api_key=k",
            "--param", "api_sig=s", "--param", "page=1", "--param", "page=2");
        ran.Exit.Should().Be(ExitCode.Usage);
        ran.Error.Should().ContainAll(
            "--param names 'page' twice.", "'method', which --method gives.", "'api_key', which --api-key gives.", "'api_sig', which is the signature itself.");
    }

    [Fact]
    public async Task Everything_that_is_missing_is_named_at_once()
    {
        var ran = await CommandBench.RunAsync("sign", "lastfm", "--param", "a", "--param", "b=1", "--param", "b=2", "--json");
        ran.Exit.Should().Be(ExitCode.Usage);
        ran.Failure.GetProperty("message").GetString().Should().Contain("--api-key").And.Contain("--secret").And.Contain("--link")
            .And.Contain("NAME=VALUE").And.Contain("twice");
    }
}
