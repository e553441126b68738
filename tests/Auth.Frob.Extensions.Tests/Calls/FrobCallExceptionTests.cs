using Auth.Frob.Errors;
using Auth.Frob.Extensions.Calls;

namespace Auth.Frob.Extensions.Tests.Calls;

/// <summary>What somebody reads who only has the exception.</summary>
public sealed class FrobCallExceptionTests
{
    [Fact]
    public void A_refusal_is_told_in_sentences()
    {
        new FrobCallException(new FrobError(FrobErrorKind.InvalidGrant) { Cause = "it is dead", Remedy = "Sign in." }).Message
            .Should().Be("InvalidGrant: it is dead. Sign in.");
        new FrobCallException(new FrobError(FrobErrorKind.InvalidGrant) { Remedy = "Sign in." }).Message.Should().Be("InvalidGrant: Sign in.");
    }
}
