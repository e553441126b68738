using Auth.Frob.Cli.Commands;
using Auth.Frob.Cli.Output;
using Auth.Frob.Outcomes;

namespace Auth.Frob.Cli.Tests.Commands;

/// <summary>What frob login says of a grant, with a token that has a secret of its own.</summary>
public sealed class GrantTextTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Token_and_secret_are_shown_to_who_asked_for_them_alone(bool showsToken)
    {
        using var bench = new CommandBench();
        var shown = Shown(bench, showsToken);

        GrantText.Write(new Screen(bench.Around), shown);

        foreach (var text in new[] { bench.Output.ToString()!, GrantText.Json(shown with { Order = shown.Order with { IsJson = true } }) })
        {
            text.Contains("canary-token", StringComparison.Ordinal).Should().Be(showsToken);
            text.Contains("canary-second", StringComparison.Ordinal).Should().Be(showsToken);
            text.Contains("***", StringComparison.Ordinal).Should().Be(!showsToken);
        }
    }

    private static LoginShown Shown(CommandBench bench, bool showsToken)
    {
        var grant = Grant.FromEnvelope(
            """
            {"grant":1,"origin":{"instance":"lastfm","provider":"lastfm","flow":"desktop","keyPrint":"0123456789ab"},
            "credential":{"token":"canary-token","grantedAt":"2026-01-01T00:00:00+00:00","tokenSecret":"canary-second"},
            "account":{"id":"7","name":"alice"},"permissions":{},"extras":{} }
            """);
        var order = new LoginOrder { App = new AppOrder { Provider = bench.Around.Find("lastfm") }, ShowsToken = showsToken };
        return new LoginShown(order, grant);
    }
}
