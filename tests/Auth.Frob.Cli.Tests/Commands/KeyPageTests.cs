namespace Auth.Frob.Cli.Tests.Commands;

/// <summary>Who has no key is told where keys are given, wherever one is missing.</summary>
public sealed class KeyPageTests : IDisposable
{
    private const string LastFmPage = "https://www.last.fm/api/account/create";
    private const string IpernityPage = "https://www.ipernity.com/apps/key";
    private readonly CommandBench _bench = new();

    public KeyPageTests() => _bench.Input.End();

    public void Dispose() => _bench.Dispose();

    [Theory]
    [InlineData("login lastfm", LastFmPage)]
    [InlineData("login ipernity --json", IpernityPage)]
    [InlineData("call lastfm user.getInfo", LastFmPage)]
    [InlineData("configure lastfm", LastFmPage)]
    [InlineData("configure ipernity", IpernityPage)]
    [InlineData("sign ipernity --link", IpernityPage)]
    [InlineData("doctor", LastFmPage)]
    [InlineData("doctor ipernity", IpernityPage)]
    [InlineData("providers", LastFmPage)]
    [InlineData("providers --json", IpernityPage)]
    [InlineData("describe lastfm", LastFmPage)]
    [InlineData("login librefm", "Libre.fm takes any key and secret")]
    public async Task Where_a_key_is_missing_the_page_that_gives_one_is_named(string line, string page)
    {
        var ran = await _bench.StartAsync(line.Split(' '));
        (ran.Output + ran.Error).Should().Contain(page);
    }

    [Fact]
    public async Task The_page_is_said_once_and_not_where_nothing_is_missing()
    {
        (await _bench.StartAsync("login", "lastfm")).Error.Split(LastFmPage).Should().HaveCount(2);
        using var given = new CommandBench { Variables = { ["LASTFM_API_KEY"] = "a-key", ["LASTFM_SHARED_SECRET"] = "a-secret" } };
        (await given.StartAsync("login", "lastfm", "--way", "pigeon")).Error.Should().NotContain(LastFmPage);
    }

    [Fact]
    public async Task Who_is_asked_for_a_key_is_told_first_where_it_is_given()
    {
        using var asked = _bench.Next();
        asked.Input.Type("typed-key");
        asked.Input.Type("typed-secret");
        var ran = await asked.StartAsync("configure", "lastfm");
        ran.Exit.Should().Be(ExitCode.Done, ran.Error);
        ran.Error.IndexOf(LastFmPage, StringComparison.Ordinal).Should().BeInRange(0, ran.Error.IndexOf("Api key of", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("The api key is empty: nothing was kept.", "", "a-secret")]
    [InlineData("The shared secret is empty: nothing was kept.", "a-key", "")]
    [InlineData("The shared secret is shorter than 4 characters, as no service gives one: nothing was kept.", "a-key", "kö?")]
    public async Task What_can_be_no_key_is_refused_in_one_sentence(string sentence, string key, string secret)
    {
        var given = await _bench.StartAsync("configure", "lastfm", "--api-key", key, "--secret", secret);
        given.Exit.Should().Be(ExitCode.Usage);
        given.Error.Should().Contain(sentence + Environment.NewLine).And.NotContain("--api-key").And.NotContain("ö");
        using var typed = _bench.Next();
        typed.Input.Type(key);
        typed.Input.Type(secret);
        (await typed.StartAsync("configure", "lastfm")).Error.Should().Contain(sentence);
        using var shown = _bench.Next();
        (await shown.StartAsync("configure", "lastfm", "--show")).Output.Should().Contain("Nothing is kept.");
    }

    [Fact]
    public async Task A_variable_that_is_set_to_nothing_is_not_there()
    {
        _bench.Variables["LASTFM_API_KEY"] = "";
        (await _bench.StartAsync("configure", "lastfm")).Error.Should().Contain("Api key of your application");
    }

    [Fact]
    public async Task A_setting_that_is_not_there_is_answered_with_those_that_are_as_they_are_typed()
    {
        (await _bench.StartAsync("login", "lastfm", "--set", "fromat=xml")).Error.Should().Contain(
            "--set fromat is no setting of Last.fm; there are: --api URL, --consent URL, --set format=json|xml, --set mobile=password|authToken.")
            .And.NotContain("CallTimeout");
        (await _bench.StartAsync("login", "ipernity", "--set", "x=y")).Error.Should().Contain("--set oauth=URL");
    }

    [Fact]
    public async Task A_kept_secret_goes_with_the_kept_key_alone_and_kept_settings_stay()
    {
        await _bench.StartAsync("configure", "lastfm", "--api-key", "first-key", "--secret", "first-secret", "--set", "format=xml");
        using (var other = _bench.Next())
        {
            other.Input.End();
            var asked = await other.StartAsync("configure", "lastfm", "--api-key", "other-key");
            asked.Exit.Should().Be(ExitCode.Usage);
            asked.Error.Should().Contain("Shared secret (not shown):").And.Contain("LASTFM_SHARED_SECRET");
        }
        using (var same = _bench.Next())
        {
            same.Input.End();
            (await same.StartAsync("configure", "lastfm", "--api-key", "first-key", "--set", "mobile=authToken")).Exit.Should().Be(ExitCode.Done);
        }
        using var store = _bench.OpenStore();
        var kept = (await store.AppKeys.FindAsync("lastfm", CancellationToken.None))!;
        (kept.ApiKey, kept.SharedSecret!.Reveal()).Should().Be(("first-key", "first-secret"));
        kept.Settings.Should().Contain("format", "xml").And.Contain("mobile", "authToken");
    }
}
