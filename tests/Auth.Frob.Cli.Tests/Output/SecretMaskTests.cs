using Auth.Frob.Cli.Output;

namespace Auth.Frob.Cli.Tests.Output;

public sealed class SecretMaskTests
{
    [Theory]
    [InlineData("the word sesame, Xsesamex", "sesame", "the word ***, X***x")]
    [InlineData("a banana and an apple: a", "a", "*** banana and an apple: ***")]
    [InlineData("sk=abc&x=abcd", "abc", "sk=***&x=abcd")]
    [InlineData("\"ab\" of $b", "$b", "\"ab\" of ***")]
    [InlineData("nothing to hide", "", "nothing to hide")]
    public void A_secret_is_masked_wherever_it_stands_and_a_letter_or_two_as_a_word_alone(string text, string secret, string masked)
    {
        SecretMask.Of(text, secret).Should().Be(masked);
        SecretMask.IsIn(text, secret).Should().Be(text != masked);
    }

    [Fact]
    public async Task A_short_secret_leaves_the_explanation_of_a_signature_readable() =>
        (await CommandBench.RunAsync("sign", "lastfm", "--api-key", "k", "--secret", "s", "--method", "m", "--param", "artist=Cass", "--explain")).Output
            .Should().Contain("artistCass").And.Contain("<secret>");
}
