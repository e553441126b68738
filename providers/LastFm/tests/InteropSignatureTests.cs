using Auth.Frob.Errors;
using Auth.Frob.LastFm.Simulator;
using Auth.Frob.Outcomes;
using Auth.Frob.Testing.Simulation;
using static Auth.Frob.LastFm.Tests.InteropBench;

namespace Auth.Frob.LastFm.Tests;

/// <summary>The conformance cases C15 to C20: what servers that check signatures demand, and what names and callbacks look like.</summary>
public sealed class InteropSignatureTests
{
    [Fact]
    public async Task C15_In_XML_every_parameter_that_is_sent_is_signed_as_trobble_demands()
    {
        var sent = await SentAsync("xml");
        sent.Should().NotContainKey("format");
        sent["api_sig"].Should().Be(ConcatSignature.Compute(sent.Where(p => p.Key != "api_sig"), "", Shared));
    }

    [Fact]
    public async Task C15_In_JSON_format_is_sent_and_not_signed_as_the_documentation_and_a_proxy_demand()
    {
        var sent = await SentAsync("json");
        sent["format"].Should().Be("json");
        sent["api_sig"].Should().Be(ConcatSignature.Compute(sent.Where(p => p.Key is not ("api_sig" or "format")), "", Shared));
        sent["api_sig"].Should().NotBe(ConcatSignature.Compute(sent.Where(p => p.Key != "api_sig"), "", Shared));
    }

    [Theory]
    [InlineData("xml")]
    [InlineData("json")]
    public async Task C15_A_server_that_checks_takes_our_signature_and_refuses_another_secrets(string format)
    {
        using var right = Simulating(LastFmRecipe.Provider, LastFmProfile.LastFm, format);
        using var wrong = Simulating(LastFmRecipe.Provider, LastFmProfile.LastFm, format, o => o.SharedSecret = "another");
        (await right.SignInAsync()).Succeeded.Should().BeTrue();
        (await wrong.SignInAsync()).Error!.Should().Match<FrobError>(e => e.Kind == FrobErrorKind.InvalidSignature && e.Code == "13");
    }

    [Theory]
    [InlineData("json")]
    [InlineData("xml")]
    public async Task C16_Utf8_blanks_and_reserved_characters_pass_a_server_that_checks(string format)
    {
        using var bench = Simulating(LastFmRecipe.Provider, LastFmProfile.LastFm, format);
        (await bench.SignInAsync("Björk", "pässwörd ☃ +&=%")).Value!.Account.Name.Should().Be("Björk");
    }

    [Fact]
    public async Task C17_Markup_in_a_name_is_decoded()
    {
        using var bench = Answering("xml", Xml("<lfm status=\"ok\"><session><name>x&lt;y&amp;z</name><key>k</key></session></lfm>"));
        (await bench.SignInAsync("x<y&z")).Value!.Account.Name.Should().Be("x<y&z");
    }

    [Fact]
    public async Task C18_The_servers_spelling_of_a_name_is_the_one_that_is_kept()
    {
        using var bench = Simulating(LastFmPresets.LibreFm, LastFmProfile.LibreFm);
        (await bench.SignInAsync("BOB", "hunter2")).Value!.Account.Name.Should().Be("Bob");
    }

    [Fact]
    public async Task C19_One_pending_sign_in_per_key_is_shown_to_the_host_and_told_by_the_remedy()
    {
        using var bench = Simulating(LastFmPresets.ListenBrainz, LastFmProfile.ListenBrainz);
        bench.Client.Provider.OnePendingPerKey.Should().BeTrue();
        var first = (await bench.Client.BeginAsync(new ConsentRequest())).Value!;
        var second = (await bench.Client.BeginAsync(new ConsentRequest())).Value!;
        var error = (await bench.Client.ExchangeAsync(first, ConsentReturn.None)).Error!;
        error.Kind.Should().Be(FrobErrorKind.InvalidFrob);
        error.Remedy.Should().Contain("one pending sign-in per key");
        (await bench.Client.ExchangeAsync(second, ConsentReturn.None)).Error!.Kind.Should().Be(FrobErrorKind.Pending);
    }

    [Fact]
    public async Task C20_A_token_is_read_from_a_callback_that_has_a_query_already()
    {
        using var bench = Answering("json", Json("""{"session":{"name":"alice","key":"k"}}"""));
        var begun = (await bench.Client.BeginAsync(new ConsentRequest { Flow = "web", Callback = new Uri("http://127.0.0.1:9/cb?x=1") })).Value!;
        var callback = System.Web.HttpUtility.ParseQueryString(begun.ConsentUri.Reveal().Query)["cb"]!;
        callback.Should().StartWith("http://127.0.0.1:9/cb?x=1&state=");
        var redirect = ConsentReturn.Redirect(new Uri(callback + "&token=f3fcf8ffdc48860b0cdcf99f681aabed"));
        (await bench.Client.ExchangeAsync(begun, redirect)).Succeeded.Should().BeTrue();
    }

    private static async Task<Dictionary<string, string>> SentAsync(string format)
    {
        var catcher = new Catcher();
        using var transport = new HttpMessageInvoker(catcher);
        using var clients = new FrobBuilder().UseTransport(transport).AddLastFm(o =>
            (o.ApiKey, o.SharedSecret, o.AppName, o.AppVersion, o.Format) = (Key, Shared, "Tests", "1.0", format)).Build();
        await clients["lastfm"].SignInAsync(new SignInRequest { Username = "alice", Password = "p@ss w0rd"! });
        return catcher.Body.Split('&').Select(p => p.Split('=')).ToDictionary(p => UrlText.Decode(p[0]), p => UrlText.Decode(p[1]));
    }

    private sealed class Catcher : HttpMessageHandler
    {
        public string Body { get; private set; } = "";

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            Body = await request.Content!.ReadAsStringAsync(cancellationToken);
            return new HttpResponseMessage { Content = new StringContent("") };
        }
    }
}
