using System.Security.Claims;
using Auth.Frob.AspNetCore.Claims;
using Auth.Frob.AspNetCore.Links;
using Auth.Frob.Outcomes;

namespace Auth.Frob.AspNetCore.Tests.Claims;

public sealed class FrobClaimActionsTests
{
    private static Grant Grant { get; } = Grant.FromEnvelope(
        """
        {"grant":1,"origin":{"instance":"photos","provider":"p","flow":"web","keyPrint":"000000000000"},
         "credential":{"token":"t","grantedAt":"2026-01-01T00:00:00+00:00"},
         "account":{"name":"ÅSE"},"permissions":{"doc":"write","blog":"read","post":"none"},"extras":{"picture":"https://x/p.png","lang":"no"}}
        """);

    [Fact]
    public void Where_there_is_no_identifier_the_lower_case_name_is_one() => Run(FrobClaimActions.Default()).Should().Equal(
        (ClaimTypes.NameIdentifier, "åse"), (ClaimTypes.Name, "ÅSE"), (FrobClaimTypes.Picture, "https://x/p.png"),
        (FrobClaimTypes.Permission, "blog=read"), (FrobClaimTypes.Permission, "doc=write"));

    [Fact]
    public void An_area_of_which_nothing_is_allowed_is_no_claim() =>
        Run(FrobClaimActions.Default()).Where(static claim => claim.Item1 == FrobClaimTypes.Permission).Should().HaveCount(2);

    [Fact]
    public void Mappings_are_added_taken_away_and_cleared()
    {
        Run(FrobClaimActions.Default().Clear()).Should().BeEmpty();
        Run(FrobClaimActions.Default().Clear().MapExtra("lang", "lang").Map("none", static _ => "").MapAll("all", static _ => ["1", null, "2"]))
            .Should().Equal(("lang", "no"), ("all", "1"), ("all", "2"));
        Run(FrobClaimActions.Default().Remove(FrobClaimTypes.Permission)).Should().HaveCount(3);
    }

    [Theory]
    [InlineData("LOCAL AUTHORITY", "7")]
    [InlineData("photos", "photos:7")]
    public void An_owner_is_the_identifier_with_its_issuer_unless_that_is_the_site(string issuer, string owner)
    {
        var identity = new ClaimsIdentity([new Claim(ClaimTypes.NameIdentifier, "7", null, issuer)], "any");
        new FrobOwners().Of(new ClaimsPrincipal(identity)).Should().Be(owner);
        new FrobOwners(static p => p.Identity!.AuthenticationType).Of(new ClaimsPrincipal(identity)).Should().Be("any");
    }

    [Fact]
    public void No_identifier_and_no_issuer_is_taken_for_anothers()
    {
        (string Issuer, string Value)[] people =
        [
            ("photos", "bob"), (ClaimsIdentity.DefaultIssuer, "photos:bob"), (ClaimsIdentity.DefaultIssuer, ":photos:bob"),
            ("https://a", "1:bob"), ("https://a:1", "bob"), ("https%3A//a", "1:bob"), ("a", "b"), ("A", "b"),
        ];
        people.Select(static p => new FrobOwners().Of(new(new ClaimsIdentity([new(ClaimTypes.NameIdentifier, p.Value, null, p.Issuer)], "any"))))
            .Should().OnlyHaveUniqueItems();
    }

    [Fact]
    public void Nobody_owns_anything()
    {
        new FrobOwners().Of(null).Should().BeNull();
        new FrobOwners().Of(new ClaimsPrincipal(new ClaimsIdentity([new Claim(ClaimTypes.NameIdentifier, "7")]))).Should().BeNull();
        new FrobOwners().Of(new ClaimsPrincipal(new ClaimsIdentity("any"))).Should().BeNull();
    }

    private static IEnumerable<(string, string)> Run(FrobClaimActions actions)
    {
        var identity = new ClaimsIdentity("any");
        actions.Run(Grant, identity, "photos");
        identity.Claims.Should().NotContain(static claim => claim.Issuer != "photos");
        return identity.Claims.Select(static claim => (claim.Type, claim.Value));
    }
}
