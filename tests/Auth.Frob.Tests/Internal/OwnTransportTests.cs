using System.Net;
using Auth.Frob.Errors;
using Auth.Frob.Outcomes;
using Auth.Frob.Recipes;
using Auth.Frob.Slots;
using Auth.Frob.Tests.Scripted;

namespace Auth.Frob.Tests.Internal;

/// <summary>What goes over a transport that is not scripted.</summary>
public sealed class OwnTransportTests
{
    [Fact]
    public async Task Our_own_transport_follows_no_redirect_and_keeps_no_cookie()
    {
        using var elsewhere = new SmallServer(static _ => SmallServer.Answer("200 OK", Tiny.Session));
        using var server = new SmallServer(i => i == 0
            ? SmallServer.Answer("308 Permanent Redirect", "", $"Location: {elsewhere.Address}", "Set-Cookie: tie=1; Path=/")
            : SmallServer.Answer("200 OK", Tiny.Session, "Set-Cookie: tie=2; Path=/"));
        using var clients = new FrobBuilder().Add<PlainOptions>(Tiny.Provider, o =>
        {
            Bench.Fill(o);
            o.Settings["api"] = server.Address.AbsoluteUri;
        }).Build();
        var request = new SignInRequest { Username = "alice", Password = new Secret("p@ss w0rd") };
        var answer = await clients["tiny"].SignInAsync(request);
        elsewhere.Heads.Should().BeEmpty();
        (answer.Error!.Kind, answer.Error.HttpStatus).Should().Be((FrobErrorKind.Malformed, 308));
        (await clients["tiny"].SignInAsync(request)).Succeeded.Should().BeTrue();
        (await clients["tiny"].SignInAsync(request)).Succeeded.Should().BeTrue();
        server.Heads.Should().HaveCount(3).And.OnlyContain(static head => head.StartsWith("POST / ", StringComparison.Ordinal))
            .And.NotContain(static head => head.Contains("Cookie", StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public async Task A_client_as_transport_does_not_buffer_what_is_too_large()
    {
        var stream = new CountedStream(2 * 1024 * 1024, Tiny.Session);
        using var transport = new HttpClient(new ScriptedTransport().Then(_ => new(HttpStatusCode.OK) { Content = new StreamContent(stream) }));
        using var clients = new FrobBuilder().UseTransport(transport).Add<PlainOptions>(Tiny.Provider, Bench.Fill).Build();
        var error = (await clients["tiny"].SignInAsync(new SignInRequest { Username = "alice", Password = new Secret("p") })).Error!;
        (error.Kind, error.Cause).Should().Be((FrobErrorKind.Malformed, "the reply is larger than 1 MiB"));
        stream.Given.Should().BeLessThanOrEqualTo((1024 * 1024) + 1);
    }

    [Fact]
    public async Task What_cannot_be_decompressed_is_a_lost_answer()
    {
        using var bench = new Bench();
        bench.Transport.Fail(new InvalidDataException("canary"));
        var error = (await bench.SignInAsync()).Error!;
        (error.Kind, error.Spent).Should().Be((FrobErrorKind.Unreachable, Spent.Unknown));
        error.ToString().Should().NotContain("canary");
    }

    [Theory]
    [InlineData("1\r\nX-Evil: 1")]
    [InlineData("1\n")]
    [InlineData("1\u0000")]
    [InlineData("1\u007f")]
    [InlineData("é")]
    [InlineData("1\u2028")]
    public async Task A_header_that_cannot_carry_its_value_stops_the_call_and_names_only_itself(string value)
    {
        var call = Tiny.Direct.Exchange[0] with { Headers = [new("X-Odd", Slot.Password)] };
        await ExpectStopAsync(call, value, "X-Odd");
    }

    [Theory]
    [InlineData("Content-Language")]
    [InlineData("Bad Name")]
    public async Task A_header_that_a_request_does_not_take_is_not_left_out_in_silence(string name)
    {
        var call = Tiny.Direct.Exchange[0] with { Headers = [new(name, Slot.Password)] };
        await ExpectStopAsync(call, "canary", name);
    }

    [Theory]
    [InlineData("http://api.elsewhere.example/")]
    [InlineData("ftp://api.elsewhere.example/")]
    [InlineData("not an address")]
    [InlineData("https://a@api.elsewhere.example/")]
    public async Task An_address_out_of_a_reply_is_held_to_the_rule_of_all_addresses(string address)
    {
        var next = new Slot("next");
        var prepare = Tiny.GetFrob with { Reads = [new(Slot.Frob, "frob"), new(next, "next")] };
        var flow = Tiny.Desktop with { Prepare = [prepare], Exchange = [Tiny.GetToken with { Endpoint = "{+next}" }] };
        using var bench = new Bench(Tiny.Provider with { Flows = [flow] });
        bench.Transport.Reply($$"""{"frob":"f-1","next":"{{address}}"}""");
        var pending = (await bench.Client.BeginAsync(new ConsentRequest())).Value!;
        var error = (await bench.Client.ExchangeAsync(pending, ConsentReturn.None)).Error!;
        (error.Kind, error.HttpStatus).Should().Be((FrobErrorKind.Malformed, null));
        error.ToString().Should().NotContain("elsewhere");
        bench.Transport.Sent.Should().ContainSingle();
    }

    [Fact]
    public async Task A_setting_whose_default_is_empty_is_an_empty_slot()
    {
        var slot = new Slot("extra");
        var call = Tiny.Direct.Exchange[0];
        var flow = Tiny.Direct with { Exchange = [call with { Body = [.. call.Body!, new Parameter("extra", slot).Optional()] }] };
        var provider = Tiny.Provider with { Settings = [.. Tiny.Provider.Settings, new(slot, SettingKind.Text, "")], Flows = [flow] };
        using var bench = new Bench(provider);
        (await bench.SignInAsync(Tiny.Session)).Succeeded.Should().BeTrue();
        bench.Transport.Sent[0].Body.Should().NotContain("extra");
    }

    private static async Task ExpectStopAsync(ApiCall call, string value, string name)
    {
        using var bench = new Bench(Tiny.Provider with { Flows = [Tiny.Direct with { Exchange = [call] }] });
        var signIn = async () => await bench.Client.SignInAsync(new SignInRequest { Username = "alice", Password = new Secret(value) });
        (await signIn.Should().ThrowAsync<InvalidOperationException>()).Which.Message.Should().Be($"The header '{name}' can't carry its value.");
        bench.Transport.Sent.Should().BeEmpty();
    }
}
