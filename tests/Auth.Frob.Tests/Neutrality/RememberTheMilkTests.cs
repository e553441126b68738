using Auth.Frob.Errors;
using Auth.Frob.Outcomes;
using Auth.Frob.Recipes;
using Auth.Frob.Signing;
using Auth.Frob.Slots;

namespace Auth.Frob.Tests.Neutrality;

/// <summary>Remember The Milk, end to end, by a recipe that is data only.</summary>
public sealed class RememberTheMilkTests : IDisposable
{
    private static readonly ConsentRequest Write = new() { Flow = "desktop", Permissions = Permissions.None.With("perms", PermissionLevel.Write) };

    private readonly NeutralBench _bench = new();
    private readonly SmallRememberTheMilk _service;

    public RememberTheMilkTests() => _service = new SmallRememberTheMilk(_bench.Clock);

    public void Dispose() => _bench.Dispose();

    // Published by the service (first), computed by three clients of others (the rest).
    [Theory]
    [InlineData("BANANAS", "yxz=foo&feg=bar&abc=baz", "82044aae4dd676094f23f1ec152159ba")]
    [InlineData(NeutralBench.Shared, $"api_key={NeutralBench.Key}&format=json&method=rtm.auth.getFrob&version=2", "19a3dcc75001b9ad1694d43e71852df5")]
    [InlineData(NeutralBench.Shared, $"api_key={NeutralBench.Key}&method=rtm.auth.getFrob", "5305b501eaf735fc7511199867f86175")]
    [InlineData(
        NeutralBench.Shared, $"api_key={NeutralBench.Key}&format=json&frob=bad&method=rtm.auth.getToken&v=2", "5cf56fcd8f46a4ad1d65936a82f6d7bf")]
    [InlineData(
        NeutralBench.Shared, $"api_key={NeutralBench.Key}&format=json&frob=bad&method=rtm.auth.getToken&version=2", "32bcf3ce9bbd0d2b7ef5d49543a34ec9")]
    [InlineData(
        NeutralBench.Shared, $"api_key={NeutralBench.Key}&frob=746563215463214621&method=rtm.auth.getToken", "cd97cbc75a6df0a0981084551d23efbc")]
    public void Service_and_recipe_each_give_the_known_signature(string secret, string parameters, string expected)
    {
        var pairs = Asked.Pairs(parameters);
        SmallRememberTheMilk.Sign(secret, pairs).Should().Be(expected);
        var signer = (SignatureRecipe)RememberTheMilk.Provider.Signer!;
        signer.Sign([.. pairs.Select(p => new WireParameter(p.Key, p.Value))], null, new Secret(secret)).Should().Be(expected);
    }

    [Fact]
    public async Task Desktop_signs_in_once_the_user_says_so()
    {
        var client = _bench.Client(RememberTheMilk.Provider, _service);
        var pending = (await client.BeginAsync(Write)).Value!;

        var early = (await client.ExchangeAsync(pending, ConsentReturn.None)).Error!;
        _service.Visit(pending.ConsentUri.Reveal());
        var grant = (await client.ExchangeAsync(pending, ConsentReturn.None)).Value!;

        (early.Kind, early.Code, early.Spent, early.HttpStatus, early.MediaType)
            .Should().Be((FrobErrorKind.PendingOrInvalid, "101", Spent.Unknown, 200, "text/javascript"));
        grant.Token.Reveal().Should().StartWith("6410bde1");
        grant.Permissions.Should().BeEquivalentTo(Write.Permissions);
        grant.Account.Should().Be(new Account { Id = "987654321", Name = "bob", DisplayName = "Bob T. Monkey" });
        (await client.VerifyAsync(grant)).Value!.Permissions.LevelOf("perms").Should().Be(PermissionLevel.Write);
    }

    [Fact]
    public async Task Web_signs_in_by_the_frob_of_the_redirect()
    {
        var client = _bench.Client(RememberTheMilk.Provider, _service);
        var pending = (await client.BeginAsync(Write with { Flow = "web" })).Value!;
        _service.Requests.Should().BeEmpty("the redirect mints the frob");
        var back = _service.Visit(pending.ConsentUri.Reveal())!;
        (await client.ExchangeAsync(pending, ConsentReturn.Redirect(back))).Value!.Account.Name.Should().Be("bob");
    }

    [Fact]
    public async Task A_flow_that_cannot_tell_pending_from_invalid_is_never_polled()
    {
        var client = _bench.Client(RememberTheMilk.Provider, _service);
        var pending = (await client.BeginAsync(Write)).Value!;
        pending.PollEvery.Should().BeNull();
        await client.Awaiting(c => c.WaitAsync(pending).AsTask()).Should().ThrowAsync<FrobUsageException>().WithMessage("*never polled*");
        _service.Requests.Should().ContainSingle("only the frob was asked for");
    }

    [Theory]
    [InlineData("refused")]
    [InlineData("expired")]
    [InlineData("used")]
    public async Task Refused_expired_and_used_look_like_pending(string how)
    {
        var client = _bench.Client(RememberTheMilk.Provider, _service);
        var pending = (await client.BeginAsync(Write)).Value!;
        _service.Visit(pending.ConsentUri.Reveal(), allows: how != "refused");
        if (how == "expired")
            _bench.Clock.Advance(TimeSpan.FromMinutes(61));
        if (how == "used")
            (await client.ExchangeAsync(pending, ConsentReturn.None)).Succeeded.Should().BeTrue();
        var error = (await client.ExchangeAsync(pending, ConsentReturn.None)).Error!;
        (error.Kind, error.Code).Should().Be((FrobErrorKind.PendingOrInvalid, "101"));
        error.Remedy.Should().Contain("begin again");
    }

    [Fact]
    public async Task Another_secret_is_an_invalid_signature_and_its_remedy_shows_no_value()
    {
        var client = _bench.Client(RememberTheMilk.Provider, _service, "another-secret");
        var error = (await client.BeginAsync(Write)).Error!;
        (error.Kind, error.Code).Should().Be((FrobErrorKind.InvalidSignature, "96"));
        error.Remedy.Should().Contain("<secret>api_key<32>format<4>method<16>").And.NotContain("another-secret").And.NotContain(NeutralBench.Key);
    }

    [Fact]
    public async Task A_signature_without_the_format_or_with_the_secret_last_is_refused()
    {
        foreach (var signer in new[] { new SignatureRecipe { Secret = SecretPlace.First, LeftOut = ["format"] }, new SignatureRecipe() })
        {
            var client = _bench.Client(RememberTheMilk.Provider with { Signer = signer }, new SmallRememberTheMilk(_bench.Clock));
            (await client.BeginAsync(Write)).Error!.Code.Should().Be("96");
        }
    }

    [Fact]
    public async Task Another_key_a_dead_token_and_a_busy_service_are_told_apart()
    {
        var stranger = _bench.Client(RememberTheMilk.Provider, _service, key: "00000000000000000000000000000002");
        (await stranger.BeginAsync(Write)).Error!.Kind.Should().Be(FrobErrorKind.InvalidAppKey);

        var client = _bench.Client(RememberTheMilk.Provider, _service);
        var pending = (await client.BeginAsync(Write)).Value!;
        _service.Visit(pending.ConsentUri.Reveal());
        var grant = (await client.ExchangeAsync(pending, ConsentReturn.None)).Value!;
        (await client.VerifyAsync(grant with { Token = new Secret("revoked") })).Error!.Kind.Should().Be(FrobErrorKind.InvalidGrant);

        _service.IsDown = true;
        (await client.VerifyAsync(grant)).Error!.Kind.Should().Be(FrobErrorKind.Unavailable);
    }

    [Fact]
    public void A_poll_interval_beside_its_error_table_is_a_fault_of_the_recipe()
    {
        var polled = (ConsentFlow)RememberTheMilk.Provider.Flows[0] with { PollEvery = TimeSpan.FromSeconds(5) };
        FlowCheck.Check(RememberTheMilk.Provider with { Flows = [polled] }).Should().ContainSingle().Which.Should().Contain("PendingOrInvalid");
    }
}
