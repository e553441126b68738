using Auth.Frob.Cli.Output;

namespace Auth.Frob.Cli.Tests.Output;

public sealed class SecretMaskTests
{
    [Theory]
    [InlineData("the word sesame, Xsesamex", "sesame", "the word ***, X***x")]
    [InlineData("a banana and an apple: a", "a", "*** b***n***n*** ***nd ***n ***pple: ***")]
    [InlineData("sk=abc&x=abcd", "abc", "sk=***&x=***d")]
    [InlineData("\"ab\" of $b", "$b", "\"ab\" of ***")]
    [InlineData("nothing to hide", "", "nothing to hide")]
    public void A_secret_is_masked_wherever_it_stands_however_short(string text, string secret, string masked)
    {
        SecretMask.Of(text, secret).Should().Be(masked);
        SecretMask.IsIn(text, secret).Should().Be(text != masked);
    }

    [Fact]
    public async Task A_short_secret_is_hidden_in_the_explanation_of_a_signature_at_the_cost_of_what_holds_it() =>
        (await CommandBench.RunAsync("sign", "lastfm", "--api-key", "k", "--secret", "s", "--method", "m", "--param", "artist=Cass", "--explain")).Output
            .Should().NotContain("Cass").And.Contain("<secret>");
}
