using System.Net;

namespace Auth.Frob.Testing.Tests;

public sealed class StubHttpTests
{
    private static readonly StubHttpRequest Expected = new()
    {
        Method = "POST",
        Url = "https://example.org/api",
        Query = Texts(),
        Form = Texts(("a", "1"), ("b", "x y")),
    };

    [Fact]
    public async Task An_expected_request_gets_its_answer()
    {
        using var stub = new StubHttp(new StubHttpExchange(Expected, StubHttpReply.Text("{}", "application/json", 403)));
        using var reply = await SendAsync(stub, "POST", "https://example.org/api", "b=x+y&a=1");
        reply.StatusCode.Should().Be(HttpStatusCode.Forbidden);
        (await reply.Content.ReadAsStringAsync()).Should().Be("{}");
        stub.Check();
    }

    [Theory]
    [InlineData("GET", "https://example.org/api", "a=1&b=x+y", "the method is GET, not POST")]
    [InlineData("POST", "https://example.org/api/", "a=1&b=x+y", "the address is 'https://example.org/api/', not 'https://example.org/api'")]
    [InlineData("POST", "https://example.org/api?t=s", "a=1&b=x+y", "query: 't' is there and not expected (it is 's')")]
    [InlineData("POST", "https://example.org/api", "a=1", "form: 'b' is not there (expected 'x y')")]
    [InlineData("POST", "https://example.org/api", "a=2&b=x+y", "form: 'a' is '2', not '1'")]
    [InlineData("POST", "https://example.org/api", "a=1&b=x+y&a=1", "form: 'a' is there more than once")]
    [InlineData("POST", "https://example.org/api", "a=1&b=x+y&c=", "form: 'c' is there and not expected (it is '')")]
    public async Task A_request_that_nothing_expects_fails_and_says_in_what_it_differs(string method, string address, string form, string difference)
    {
        using var stub = new StubHttp(new StubHttpExchange(Expected, new StubHttpReply()));
        var send = () => SendAsync(stub, method, address, form);
        (await send.Should().ThrowAsync<StubHttpMismatchException>()).Which.Message.Should().StartWith("request 1 (").And.Contain(difference);
        stub.Differences.Should().ContainSingle();
    }

    [Fact]
    public async Task A_partial_expectation_takes_more_than_it_names()
    {
        using var stub = new StubHttp(new StubHttpExchange(Expected with { IsPartial = true }, new StubHttpReply()));
        using var reply = await SendAsync(stub, "POST", "https://example.org/api?t=s", "a=1&b=x+y&c=3");
        stub.Differences.Should().BeEmpty();
    }

    [Fact]
    public async Task Parameters_mean_query_and_form_together()
    {
        using var stub = new StubHttp(new StubHttpExchange(new() { Parameters = Texts(("a", "1"), ("b", "2")) }, new StubHttpReply()));
        using var reply = await SendAsync(stub, "POST", "https://example.org/?a=1", "b=2");
        stub.Differences.Should().BeEmpty();
    }

    [Theory]
    [InlineData("{\"a\":\"1\"}", true)]
    [InlineData("{\"a\":\"2\"}", false)]
    [InlineData("[]", false)]
    [InlineData("{", false)]
    public async Task A_json_body_is_compared_member_by_member(string body, bool agrees)
    {
        using var stub = new StubHttp(new StubHttpExchange(new() { Json = Texts(("a", "1")) }, new StubHttpReply()));
        var send = () => SendAsync(stub, "POST", "https://example.org/", body, "application/json");
        if (agrees)
            await send.Should().NotThrowAsync();
        else
            await send.Should().ThrowAsync<StubHttpMismatchException>();
    }

    [Fact]
    public async Task A_named_header_must_be_there_and_others_may()
    {
        var expect = new StubHttpRequest();
        using var stub = new StubHttp(new StubHttpExchange(expect with { Headers = expect.Headers.Add("x-test", "2") }, new StubHttpReply()));
        var send = () => SendAsync(stub, "POST", "https://example.org/", "");
        (await send.Should().ThrowAsync<StubHttpMismatchException>()).WithMessage("*the header 'x-test' is '1', not '2'*");
    }

    [Fact]
    public async Task One_request_too_many_fails()
    {
        using var stub = new StubHttp(StubHttpExchange.Any(new StubHttpReply()));
        using var reply = await SendAsync(stub, "POST", "https://example.org/", "");
        var send = () => SendAsync(stub, "POST", "https://example.org/", "");
        (await send.Should().ThrowAsync<StubHttpMismatchException>()).WithMessage("request 2*only 1 requests are expected");
    }

    [Fact]
    public async Task A_request_that_never_came_is_told()
    {
        using var stub = new StubHttp(StubHttpExchange.Any(new StubHttpReply()), new StubHttpExchange(Expected, new StubHttpReply()));
        using var reply = await SendAsync(stub, "POST", "https://example.org/", "");
        stub.NeverAsked.Should().ContainSingle();
        stub.Invoking(s => s.Check()).Should().Throw<StubHttpMismatchException>().WithMessage("request 2 (POST https://example.org/api) never came");
    }

    [Theory]
    [InlineData(StubHttpFault.Refused, HttpRequestError.ConnectionError)]
    [InlineData(StubHttpFault.Reset, HttpRequestError.ResponseEnded)]
    public async Task A_broken_connection_says_how_it_broke(StubHttpFault fault, HttpRequestError error)
    {
        using var stub = new StubHttp(StubHttpExchange.Any(StubHttpReply.Failing(fault)));
        var send = () => SendAsync(stub, "POST", "https://example.org/", "");
        (await send.Should().ThrowAsync<HttpRequestException>()).Which.HttpRequestError.Should().Be(error);
    }

    [Fact]
    public async Task A_timeout_ends_when_the_client_gives_up()
    {
        using var patience = new CancellationTokenSource();
        using var stub = new StubHttp(StubHttpExchange.Any(StubHttpReply.Failing(StubHttpFault.Timeout))) { WhenSilent = patience.Cancel };
        var send = () => SendAsync(stub, "POST", "https://example.org/", "", cancellationToken: patience.Token);
        await send.Should().ThrowAsync<OperationCanceledException>();
    }

    [Fact]
    public async Task A_truncated_body_breaks_off_and_a_huge_one_has_2_MiB_and_no_length()
    {
        using var stub = new StubHttp(
            StubHttpExchange.Any(StubHttpReply.Text("0123456789") with { Fault = StubHttpFault.Truncated }),
            StubHttpExchange.Any(StubHttpReply.Failing(StubHttpFault.Huge)));
        using var cut = await SendAsync(stub, "POST", "https://example.org/", "");
        await cut.Content.Invoking(c => c.ReadAsByteArrayAsync()).Should().ThrowAsync<HttpRequestException>();
        using var huge = await SendAsync(stub, "POST", "https://example.org/", "");
        huge.Content.Headers.ContentLength.Should().BeNull();
        (await huge.Content.ReadAsByteArrayAsync()).Should().HaveCount(2 * 1024 * 1024);
    }

    private static System.Collections.Immutable.ImmutableSortedDictionary<string, string> Texts(params (string Name, string Value)[] texts) =>
        System.Collections.Immutable.ImmutableSortedDictionary.CreateRange(StringComparer.Ordinal, texts.Select(t => KeyValuePair.Create(t.Name, t.Value)));

    private static async Task<HttpResponseMessage> SendAsync(
        StubHttp stub,
        string method,
        string address,
        string body,
        string type = "application/x-www-form-urlencoded",
        CancellationToken cancellationToken = default)
    {
        using var transport = new HttpMessageInvoker(stub, false);
        using var request = new HttpRequestMessage(new HttpMethod(method), address) { Content = new StringContent(body, null, type) };
        request.Headers.Add("X-Test", "1");
        return await transport.SendAsync(request, cancellationToken);
    }
}
