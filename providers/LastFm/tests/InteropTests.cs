using System.Net;
using System.Net.Sockets;
using System.Text;
using Auth.Frob.Errors;
using Auth.Frob.LastFm.Simulator;
using Auth.Frob.Outcomes;
using Auth.Frob.Testing;
using static Auth.Frob.LastFm.Tests.InteropBench;

namespace Auth.Frob.LastFm.Tests;

/// <summary>The conformance cases that independent servers gave us, by name; every reply here was seen of one of them.</summary>
public sealed class InteropTests
{
    private const string Pending = """{"error":14,"message":"Unauthorized Token - This token has not been authorized"}""";

    private const string Bare =
        "<lfm status=\"ok\">\n\t<session>\n\t\t<name>alice</name>\n\t\t<key>881e5a05</key>\n\t\t<subscriber>0</subscriber>\n\t</session>\n</lfm>";

    [Theory]
    [InlineData(
        "xml",
        "<?xml version=\"1.0\"?>\n<lfm status=\"ok\">\n  <token>fe3e42bf97d5e4d8b5d36f0c1d2e3f40</token>\n</lfm>\n",
        "fe3e42bf97d5e4d8b5d36f0c1d2e3f40")]
    [InlineData("json", "{\"token\":\"c5321a21c5321a21c5321a21c5321a21\"}", "c5321a21c5321a21c5321a21c5321a21")]
    [InlineData(
        "xml",
        "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<lfm status=\"ok\">\n  <token>51ceb68b51ceb68b51ceb68b51ceb68b51ceb68b</token>\n</lfm>",
        "51ceb68b51ceb68b51ceb68b51ceb68b51ceb68b")]
    [InlineData("json", "{\n    \"token\": \"HAYd_pLQ-8rTxNRw0vYb\"\n}", "HAYd_pLQ-8rTxNRw0vYb")]
    public async Task C1_A_token_of_any_length_and_alphabet_is_taken(string format, string body, string token)
    {
        using var bench = Answering(format, StubHttpReply.Text(body, "application/octet-stream"));
        var begun = await bench.Client.BeginAsync(new ConsentRequest { Flow = "desktop" });
        begun.Value!.ConsentUri.Reveal().Query.Should().EndWith("&token=" + token);
    }

    [Theory]
    [InlineData("text/html; charset=utf-8")]
    [InlineData("application/xml; charset=utf-8")]
    [InlineData("nonsense")]
    [InlineData(null)]
    public async Task C2_A_session_is_read_by_its_body_not_by_its_content_type(string? type)
    {
        using var bench = Answering("xml", Xml(Bare, type!));
        (await bench.ExchangeAsync()).Value!.Token.Reveal().Should().Be("881e5a05");
    }

    [Theory]
    [InlineData("0")]
    [InlineData("\"0\"")]
    public async Task C3_Subscriber_0_as_number_and_as_text_both_mean_no(string zero)
    {
        using var bench = Answering("json", Json($$$"""{"session":{"name":"Bob","key":"fff99f69","subscriber":{{{zero}}}}}"""));
        (await bench.ExchangeAsync()).Value!.LastFm().IsSubscriber.Should().BeFalse();
    }

    [Theory]
    [InlineData(200)]
    [InlineData(403)]
    public async Task C4_Not_approved_is_pending_with_any_status_and_a_poll_goes_on(int status)
    {
        using var bench = Answering("json", Json("""{"token":"t"}"""), Json(Pending, status), Json("""{"session":{"name":"alice","key":"k"}}"""));
        var begun = await bench.Client.BeginAsync(new ConsentRequest { Flow = "desktop" });
        var progress = new ReportedProgress<ConsentProgress>();
        var waiting = bench.Client.WaitAsync(begun.Value!, progress).AsTask();
        bench.Clock.Advance(TimeSpan.FromSeconds(5));
        (await progress.NextAsync()).Answer.Should().Match<FrobError>(e => e.Kind == FrobErrorKind.Pending && e.Code == "14");
        bench.Clock.Advance(TimeSpan.FromSeconds(5));
        (await waiting).Succeeded.Should().BeTrue();
    }

    [Fact]
    public async Task C5_An_unknown_or_used_token_ends_the_flow_on_4()
    {
        using var bench = Answering("json", Json("""{"error":4,"message":"Invalid Token - Invalid authentication token supplied"}"""));
        (await bench.FailAsync()).Should().Match<FrobError>(e => e.Kind == FrobErrorKind.InvalidFrob && e.Spent == Spent.Yes);
    }

    [Fact]
    public async Task C5_Where_a_used_token_answers_14_for_ever_the_deadline_ends_the_poll()
    {
        using var bench = Simulating(LastFmPresets.LibreFm, LastFmProfile.LibreFm);
        var begun = await bench.Client.BeginAsync(new ConsentRequest { Flow = "desktop" });
        var progress = new ReportedProgress<ConsentProgress>();
        var waiting = bench.Client.WaitAsync(begun.Value!, progress).AsTask();
        while (bench.Clock.GetUtcNow() < begun.Value!.ExpiresAt)
        {
            bench.Clock.Advance(TimeSpan.FromSeconds(5));
            await Task.WhenAny(progress.NextAsync().AsTask(), waiting);
        }
        bench.Clock.Advance(TimeSpan.FromSeconds(5));
        (await waiting).Error!.Kind.Should().Be(FrobErrorKind.Expired);
        bench.Clock.GetUtcNow().Should().BeOnOrAfter(begun.Value.BeganAt + TimeSpan.FromMinutes(60));
    }

    [Fact]
    public async Task C6_An_expired_token_ends_the_flow_on_15()
    {
        using var bench = Answering("json", Json("""{"error":15,"message":"This token has expired"}"""));
        (await bench.FailAsync()).Should().Match<FrobError>(e => e.Kind == FrobErrorKind.Expired && !e.Kind.RetryCanHelp());
    }

    [Theory]
    [InlineData(6)]
    [InlineData(4)]
    public async Task C7_A_token_left_out_is_never_worth_a_retry(int code)
    {
        using var bench = Answering("json", Json($$"""{"error":{{code}},"message":"x"}"""));
        (await bench.FailAsync()).Kind.RetryCanHelp().Should().BeFalse();
    }

    [Fact]
    public async Task C8_A_method_that_is_not_there_is_kept_apart_from_a_wrong_password()
    {
        using var wrong = Simulating(LastFmRecipe.Provider, LastFmProfile.LastFm);
        using var form = Simulating(LastFmRecipe.Provider, LastFmProfile.LibreFm);
        using var none = Simulating(LastFmRecipe.Provider, LastFmProfile.ListenBrainz);
        (await wrong.SignInAsync()).Succeeded.Should().BeTrue();
        (await wrong.SignInAsync(password: "nope")).Error!.Kind.Should().Be(FrobErrorKind.InvalidCredentials);
        (await form.SignInAsync()).Error!.Should().Match<FrobError>(e => e.Kind == FrobErrorKind.InvalidRequest && e.Code == "6");
        (await none.SignInAsync()).Error!.Should().Match<FrobError>(e => e.Kind == FrobErrorKind.Unsupported && e.Code == "3");
    }

    [Fact]
    public async Task C9_The_authToken_form_hashes_the_lower_cased_name()
    {
        using var bench = Simulating(LastFmPresets.LibreFm, LastFmProfile.LibreFm);
        (await bench.SignInAsync("Bob", "hunter2")).Value!.Account.Name.Should().Be("Bob");
    }

    [Theory]
    [InlineData("json", "{\"error\":4,\"message\":\"Invalid authentication token supplied\"}", 200)]
    [InlineData("xml", "<lfm status=\"failed\">\n  <error code=\"4\">Invalid authentication token supplied</error>\n</lfm>", 200)]
    [InlineData("xml", "{\"error\": 4, \"message\": \"Invalid credentials\"}", 401)]
    public async Task C10_A_wrong_password_is_4_in_whatever_form_and_status(string format, string body, int status)
    {
        using var bench = Answering(format, StubHttpReply.Text(body, "application/json", status));
        (await bench.SignInAsync()).Error!.Should().Match<FrobError>(e => e.Kind == FrobErrorKind.InvalidCredentials && e.Code == "4");
    }

    [Fact]
    public async Task C11_XML_for_JSON_and_JSON_for_XML_give_the_same_session()
    {
        using var asked = Answering("json", Xml(Bare, "text/plain"));
        using var other = Answering("xml", Json("""{"session":{"name":"alice","key":"881e5a05","subscriber":0}}"""));
        var (left, right) = ((await asked.ExchangeAsync()).Value!, (await other.ExchangeAsync()).Value!);
        left.Token.Should().Be(right.Token);
        left.Account.Should().Be(right.Account);
        left.Extras.Should().Equal(right.Extras);
    }

    [Fact]
    public async Task C12_A_session_without_a_name_is_a_success()
    {
        using var bench = Answering("json", Json("""{"session": {"key": "Gcqzq0PvN1WJu2phO1IrRXHJ"}}"""));
        var grant = (await bench.SignInAsync()).Value!;
        grant.LastFm().IsSubscriber.Should().BeNull();
        grant.Token.Reveal().Should().Be("Gcqzq0PvN1WJu2phO1IrRXHJ");
    }

    [Theory]
    [InlineData("", 200)]
    [InlineData("", 500)]
    [InlineData("<!DOCTYPE html><html></html>", 200)]
    [InlineData("  ____  \n |  _ \\ ", 200)]
    [InlineData("Method Not Allowed", 405)]
    [InlineData("{\"error\":\"Missing 'method' param\"}", 400)]
    [InlineData("{\"code\":400,\"error\":\"The browser (or proxy) sent a request that this server could not understand.\"}", 400)]
    [InlineData("<error code=\"10\"><message>Invalid API key</message></error>", 200)]
    public async Task C13_A_body_out_of_the_protocols_shape_is_one_typed_error_with_its_status(string body, int status)
    {
        using var bench = Answering("json", StubHttpReply.Text(body, null, status));
        var error = await bench.FailAsync();
        error.Should().Match<FrobError>(e => e.Kind == FrobErrorKind.Malformed && e.HttpStatus == status && e.Cause != null);
        error.Length.Should().Be(body.Length);
    }

    [Theory]
    [InlineData("301 Moved Permanently")]
    [InlineData("303 See Other")]
    [InlineData("308 Permanent Redirect")]
    public async Task C14_The_password_is_not_sent_again_after_a_redirect(string status)
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var address = $"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}";
        var served = ServeAsync(listener, $"HTTP/1.1 {status}\r\nLocation: {address}/elsewhere\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
        using var clients = new FrobBuilder().AddLastFm(o =>
            (o.ApiKey, o.SharedSecret, o.AppName, o.AppVersion, o.Api) = (Key, Shared, "Tests", "1.0", address + "/2.0")).Build();
        var result = await clients["lastfm"].SignInAsync(new SignInRequest { Username = "alice", Password = "p@ss w0rd"! });
        (await served).Should().StartWith("POST /2.0 HTTP/1.1");
        listener.Pending().Should().BeFalse("nothing is sent to where the redirect points");
        result.Error!.Should().Match<FrobError>(e => e.Kind == FrobErrorKind.Malformed && e.Remedy.Contains("slash", StringComparison.Ordinal));
    }

    [Fact]
    public void C14_The_default_addresses_end_with_a_slash() => LastFmRecipe.Provider.Settings
        .Where(s => s.Slot.Name is "api" or "consent").Should().OnlyContain(s => s.Default!.EndsWith('/'));

    private static async Task<string> ServeAsync(TcpListener listener, string reply)
    {
        using var connection = await listener.AcceptTcpClientAsync();
        await using var stream = connection.GetStream();
        var buffer = new byte[4096];
        var read = await stream.ReadAsync(buffer);
        await stream.WriteAsync(Encoding.ASCII.GetBytes(reply));
        return Encoding.ASCII.GetString(buffer, 0, read);
    }
}
