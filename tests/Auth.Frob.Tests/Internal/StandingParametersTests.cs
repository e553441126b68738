using Auth.Frob.Recipes;
using Auth.Frob.Errors;
using Auth.Frob.Outcomes;
using Auth.Frob.Signing;
using Auth.Frob.Slots;
using Auth.Frob.Tests.Scripted;

namespace Auth.Frob.Tests.Internal;

public sealed class StandingParametersTests
{
    [Theory]
    [InlineData(StandingPlaces.Everywhere, true, true)]
    [InlineData(StandingPlaces.Calls, true, false)]
    [InlineData(StandingPlaces.Consent, false, true)]
    [InlineData(StandingPlaces.Later, false, false)]
    [InlineData(StandingPlaces.None, false, false)]
    public async Task They_go_where_they_say_and_are_signed_like_the_rest(StandingPlaces places, bool toCalls, bool toConsent)
    {
        using var bench = new Bench(null, o => o.Standing.Add(new("lg", "é n", places)));
        var pending = await bench.BeginAsync();
        bench.Transport.Reply(Tiny.Session);
        (await bench.Client.ExchangeAsync(pending, ConsentReturn.None)).Succeeded.Should().BeTrue();
        foreach (var sent in bench.Transport.Sent)
            ExpectCarried(sent.Form, toCalls);
        ExpectCarried(SentRequest.Pairs(pending.ConsentUri.Reveal().Query[1..]), toConsent);
    }

    [Theory]
    [InlineData("api_key")]
    [InlineData("method")]
    [InlineData("format")]
    [InlineData("frob")]
    [InlineData("cb")]
    [InlineData("nonce")]
    [InlineData("api_sig")]
    [InlineData("auth_token")]
    [InlineData("perm_doc")]
    [InlineData("password")]
    public void A_name_that_the_recipe_sends_is_refused(string name) =>
        Building(new StandingParameter(name, "v")).Should().Throw<FrobUsageException>().WithMessage($"tiny: Standing: '{name}' is sent by the recipe itself");

    [Fact]
    public void A_name_twice_and_a_name_that_is_none_are_refused()
    {
        Building(new("lg", "a"), new("lg", "b")).Should().Throw<FrobUsageException>().WithMessage("*'lg' is there twice");
        foreach (var name in new[] { "", "a b", "é", new string('n', 257) })
            Building(new StandingParameter(name, "v")).Should().Throw<FrobUsageException>().WithMessage("*a name *");
    }

    [Fact]
    public void A_name_that_an_OAuth_signer_adds_is_refused() =>
        FluentActions.Invoking(static () =>
        {
            var provider = Tiny.Provider with { Flows = [Tiny.Direct with { Signer = new OAuth1Signer() }] };
            using var bench = new Bench(provider, static o => o.Standing.Add(new("oauth_nonce", "v")));
        }).Should().Throw<FrobUsageException>();

    private static Action Building(params StandingParameter[] standing) => () =>
    {
        using var bench = new Bench(null, o =>
        {
            foreach (var parameter in standing)
                o.Standing.Add(parameter);
        });
    };

    private static void ExpectCarried(IReadOnlyList<(string Name, string Value)> pairs, bool carries)
    {
        pairs.Count(static p => p == ("lg", "é n")).Should().Be(carries ? 1 : 0);
        WireParameter[] signed = [.. pairs.Where(static p => p.Name != "api_sig").Select(static p => new WireParameter(p.Name, p.Value))];
        pairs.Should().ContainSingle(static p => p.Name == "api_sig").Which.Value.Should().Be(Tiny.Signer.Sign(signed, null, new Secret(Tiny.Shared)));
    }
}
