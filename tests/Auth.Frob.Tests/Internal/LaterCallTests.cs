using System.Net;
using System.Text;
using Auth.Frob.Errors;
using Auth.Frob.Outcomes;
using Auth.Frob.Recipes;
using Auth.Frob.Signing;
using Auth.Frob.Slots;
using Auth.Frob.Tests.Scripted;

namespace Auth.Frob.Tests.Internal;

/// <summary>Calls of the application's own, in the name of a grant.</summary>
public sealed class LaterCallTests
{
    private static readonly FrobProvider Provider = Tiny.Provider with
    {
        Use = new GrantUse
        {
            Parameters = [new("api_key", Slot.ApiKey), new("sk", Slot.Token)],
            Headers = [new("X-Account", Slot.AccountName)],
            Signed = true,
            Method = ApiMethodFrom.Parameter,
        },
    };

    [Fact]
    public async Task Sign_adds_key_token_header_and_signature_after_what_the_caller_wrote()
    {
        using var bench = new Bench(Provider);
        var draft = Draft();
        bench.Client.Sign(await GrantAsync(bench), draft).Should().BeNull();
        Wire(draft).Should().Equal(
            "method=love Query", "x=a b Query", "api_key=tiny-key Query", "sk=t-1 Query", "X-Account=alice Header", $"api_sig={Md5("api_keytiny-keymethodlovesk" + "t-1xa btiny-secret")} Query");
    }

    [Fact]
    public async Task Sign_adds_the_standing_parameters_of_later_calls_and_of_those_alone()
    {
        using var bench = new Bench(Provider, o =>
        {
            o.Standing.Add(new StandingParameter("lg", "en", StandingPlaces.Later));
            o.Standing.Add(new StandingParameter("at", "begin", StandingPlaces.Calls));
        });
        var draft = Draft();
        bench.Client.Sign(await GrantAsync(bench), draft).Should().BeNull();
        Wire(draft).Should().Contain("lg=en Query").And.NotContain(p => p.StartsWith("at="));
    }

    [Fact]
    public async Task Sign_refuses_a_grant_of_another_key_and_adds_nothing()
    {
        using var bench = new Bench(Provider);
        using var other = new Bench(Provider, o => o.ApiKey = "another-key");
        var draft = Draft();
        var refused = other.Client.Sign(await GrantAsync(bench), draft)!;
        refused.Kind.Should().Be(FrobErrorKind.Mismatch);
        refused.Cause.Should().Contain("another api key or API address");
        draft.Parameters.Length.Should().Be(2);
    }

    [Fact]
    public async Task Sign_refuses_a_grant_whose_flow_is_gone()
    {
        using var bench = new Bench(Provider);
        using var upgraded = new Bench(Provider with { Flows = [Tiny.Desktop] });
        upgraded.Client.Sign(await GrantAsync(bench), Draft())!.Cause.Should().Contain("has no flow 'direct' any more");
    }

    [Fact]
    public async Task Sign_without_a_use_of_grants_is_misuse()
    {
        using var bench = new Bench(Tiny.Provider with { Use = null });
        var grant = await GrantAsync(bench);
        bench.Client.Invoking(c => c.Sign(grant, Draft())).Should().Throw<FrobUsageException>().WithMessage("*Use*does not say how later calls use a grant*");
    }

    [Fact]
    public async Task The_reply_to_a_later_call_is_judged_by_its_body()
    {
        using var bench = new Bench(Provider);
        var grant = await GrantAsync(bench);
        Judge(bench, grant, 200, """{"tracks":[]}""").Should().BeNull();
        Judge(bench, grant, 200, "PNG").Should().Match<FrobError>(e => e.Kind == FrobErrorKind.Malformed);
        var dead = Judge(bench, grant, 403, """{"error":7,"message":"no t-1"}""")!;
        (dead.Kind, dead.Code, dead.Call, dead.HttpStatus).Should().Be((FrobErrorKind.InvalidGrant, "7", "love", 403));
        dead.Message.Should().Be("no ***");
        Judge(bench, grant, 429, "")!.Kind.Should().Be(FrobErrorKind.RateLimited);
    }

    [Fact]
    public void A_query_and_a_form_are_taken_apart_as_servers_do()
    {
        var draft = Draft();
        draft.AddEncoded("a=1&b=%c3%a9+x&b=&c&&=d", WirePlace.Body);
        Wire(draft)[2..].Should().Equal("a=1 Body", "b=é x Body", "b= Body", "c= Body", "=d Body");
    }

    [Fact]
    public async Task More_is_asked_for_with_what_a_grant_allows_and_without_its_token()
    {
        using var bench = new Bench(Provider);
        var grant = await GrantAsync(bench) with { Permissions = Permissions.None.With("doc", PermissionLevel.Write).With("blog", PermissionLevel.Read) };
        var asked = ConsentRequest.For(grant, add: Permissions.None.With("doc", PermissionLevel.Read).With("blog", PermissionLevel.Delete).With("post", PermissionLevel.Read));
        asked.Flow.Should().Be("direct");
        asked.Permissions.ToString().Should().Be("blog=delete doc=write post=read");
        asked.ToString().Should().NotContain("t-1");
        ConsentRequest.For(grant).Permissions.Equals(grant.Permissions).Should().BeTrue();
    }

    [Fact]
    public void The_api_address_is_the_instance_s_own()
    {
        using var bench = new Bench(Provider);
        bench.Client.ApiAddress.Should().Be(new Uri(Tiny.Provider.Settings[0].Default!));
    }

    private static SigningDraft Draft()
    {
        var draft = new SigningDraft { Address = "https://api.tiny.example/", ApiMethod = "love", SignaturePlace = WirePlace.Query };
        draft.AddEncoded("method=love&x=a%20b", WirePlace.Query);
        return draft;
    }

    private static string[] Wire(SigningDraft draft) => [.. draft.Parameters.ToArray().Select(p => $"{p.Name}={p.Value} {p.Place}")];

    private static async Task<Grant> GrantAsync(Bench bench) => (await bench.SignInAsync(Tiny.Session)).Value!;

    private static FrobError? Judge(Bench bench, Grant grant, int status, string body)
    {
        using var response = new HttpResponseMessage((HttpStatusCode)status);
        return bench.Client.ErrorOf(grant, Draft(), response, Encoding.UTF8.GetBytes(body));
    }

    private static string Md5(string text) => Convert.ToHexStringLower(System.Security.Cryptography.MD5.HashData(Encoding.UTF8.GetBytes(text)));
}
