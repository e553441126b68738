using System.Text;
using Auth.Frob.Cli.Calls;
using Auth.Frob.LastFm;
using Auth.Frob.Outcomes;

namespace Auth.Frob.Cli.Tests.Calls;

/// <summary>No secret of a reply is shown, wherever it stands; what merely looks like one is.</summary>
public sealed class ReplyMaskTests
{
    private static readonly Grant Kept = Grant.FromEnvelope(
        """
        {"grant":1,"origin":{"instance":"lastfm","provider":"lastfm","flow":"desktop","keyPrint":"0123456789ab"},
        "credential":{"token":"canary-token","grantedAt":"2026-01-01T00:00:00+00:00","tokenSecret":"canary-second"},
        "account":{"id":"7","name":"alice"},"permissions":{},"extras":{} }
        """);

    [Theory]
    [InlineData("""{"sk":"canary"}""")]
    [InlineData("""{"SK":"canary"}""")]
    [InlineData("""{"session":{"key":"canary","name":"alice"}}""")]
    [InlineData("""{"lfm":[{"session":{"key":"canary"}}]}""")]
    [InlineData("""{"token":["canary",{"token":"canary"}]}""")]
    [InlineData("""{"token":4711,"sk":-1.5}""")]
    [InlineData("""{"said":"the key is canary-token, the second canary-second"}""")]
    [InlineData("<lfm sk=\"canary\"><session><name>alice</name><key>canary</key></session></lfm>")]
    [InlineData("<lfm><said of=\"canary-token\">canary-second</said><![CDATA[canary-token]]></lfm>")]
    [InlineData("sk=canary-token&other=canary-second")]
    public void Secrets_are_masked_wherever_they_stand(string body) =>
        Shown(body, ReplyMask.Of(LastFmRecipe.Provider, Kept)).Should().Contain("***").And.NotContain("canary").And.NotContain("4711").And.NotContain("1.5");

    [Theory]
    [InlineData("""{"key":"shown","tag":{"key":"shown"},"count":4711}""")]
    [InlineData("<lfm key=\"shown\"><tag><key>shown</key></tag></lfm>")]
    [InlineData("shown")]
    public void What_is_no_secret_is_shown(string body) =>
        Shown(body, ReplyMask.Of(LastFmRecipe.Provider, Kept)).Should().Contain("shown").And.NotContain("***");

    [Fact]
    public void Without_a_mask_everything_is_shown() => Shown("""{"sk":"canary-token"}""", ReplyMask.None).Should().Contain("canary-token");

    [Fact]
    public void What_steers_a_terminal_is_not_shown_as_it_is() =>
        Shown("a\u001b[2Jb", ReplyMask.None).Should().Be("a\uFFFD[2Jb");

    private static string Shown(string body, ReplyMask mask) => ReplyText.Pretty(Reply(body), mask);

    private static CallReply Reply(string body) => new(200, null, Encoding.UTF8.GetBytes(body));
}
