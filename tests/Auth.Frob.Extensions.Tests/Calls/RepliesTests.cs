using System.Net;
using System.Text;
using Auth.Frob.Errors;
using Auth.Frob.Extensions.Calls;
using Auth.Frob.Testing.Simulation;
using static Auth.Frob.Extensions.Tests.Calls.SignedCallsTests;

namespace Auth.Frob.Extensions.Tests.Calls;

/// <summary>Replies are looked at, and reach the caller as they came.</summary>
public sealed class RepliesTests : IDisposable
{
    private const string Get = $"{CallBench.LastFmApi}?method=user.getInfo";
    private const string DeadJson = "{\"error\":9,\"message\":\"Invalid session key\"}";

    private readonly CallBench _bench = new();

    public void Dispose() => _bench.Dispose();

    public static TheoryData<int, bool, bool> Sizes => new()
    {
        { 0, true, true }, { 1, false, true }, { 16_384, true, true }, { 16_384, false, false }, { 16_385, true, false }, { 16_385, false, true }, { 200_000, false, false },
        { 200_000, true, true },
    };

    [Theory]
    [MemberData(nameof(Sizes))]
    public async Task The_caller_reads_the_same_bytes_and_headers(int size, bool isLengthKnown, bool isRead)
    {
        var client = await AnswerAsync(isLengthKnown, size, out var stream);
        var reply = await client.SendAsync(Request(HttpMethod.Get, Get, await _bench.LastFmGrantAsync()), CancellationToken.None);
        stream.IsDisposed.Should().BeFalse();
        stream.ReadSoFar.Should().BeLessThanOrEqualTo(isLengthKnown && size > 16_384 ? 0 : 16_385, "what is longer than an error is left alone");
        reply.Content.Headers.ContentLength.Should().Be(isLengthKnown ? size : null);
        reply.Content.Headers.ContentType!.ToString().Should().Be("text/x; a=b");
        reply.Content.Headers.GetValues("X-Odd").Should().Equal("one, two");
        byte[] bytes;
        if (isRead)
        {
            bytes = await reply.Content.ReadAsByteArrayAsync();
        }
        else
        {
            using var copy = new MemoryStream();
            await (await reply.Content.ReadAsStreamAsync()).CopyToAsync(copy);
            bytes = copy.ToArray();
        }
        bytes.Should().Equal(Enumerable.Repeat((byte)'x', size));
        reply.Dispose();
        stream.IsDisposed.Should().BeTrue();
    }

    [Theory]
    [InlineData(3, FrobErrorKind.Unsupported)]
    [InlineData(6, FrobErrorKind.InvalidRequest)]
    public async Task What_is_wrong_with_the_call_itself_is_answered_with_what_helps_a_call(int code, FrobErrorKind kind)
    {
        var client = _bench.Signed("lastfm");
        _bench.Wire.Answer = (_, _, _) => Task.FromResult(new HttpResponseMessage { Content = new StringContent($$"""{"error":{{code}},"message":"x"}""") });
        var reply = await client.SendAsync(Request(HttpMethod.Get, Get, await _bench.LastFmGrantAsync()), CancellationToken.None);
        reply.TryGetFrobError(out var outcome).Should().BeTrue();
        outcome!.Error.Kind.Should().Be(kind);
        outcome.Error.Remedy.Should().StartWith("Check the method's name, its parameters");
    }

    [Theory]
    [InlineData(HttpCompletionOption.ResponseContentRead)]
    [InlineData(HttpCompletionOption.ResponseHeadersRead)]
    public async Task Both_ways_of_HttpClient_work(HttpCompletionOption completion)
    {
        await AnswerAsync(false, 100_000, out var stream);
        using var client = new HttpClient(_bench.Handler("lastfm", _bench.Wire));
        using var reply = await client.SendAsync(Request(HttpMethod.Get, Get, await _bench.LastFmGrantAsync()), completion);
        stream.ReadSoFar.Should().Be(completion == HttpCompletionOption.ResponseHeadersRead ? 16_385 : 100_000);
        (await reply.Content.ReadAsByteArrayAsync()).Should().HaveCount(100_000);
    }

    [Fact]
    public async Task A_caller_who_leaves_early_lets_go_of_the_connection()
    {
        var client = await AnswerAsync(false, 100_000, out var stream);
        var reply = await client.SendAsync(Request(HttpMethod.Get, Get, await _bench.LastFmGrantAsync()), CancellationToken.None);
        await using (var body = await reply.Content.ReadAsStreamAsync())
            (await body.ReadAsync(new byte[10].AsMemory())).Should().Be(10);
        stream.IsDisposed.Should().BeTrue();
    }

    [Theory]
    [InlineData(0)]
    [InlineData(5_000)]
    [InlineData(20_000)]
    public async Task A_body_that_breaks_breaks_for_the_caller_where_it_would(int at)
    {
        var key = await _bench.LastFmGrantAsync();
        var client = await AnswerAsync(false, 100_000, out _, at);
        var reply = await client.SendAsync(Request(HttpMethod.Get, Get, key), CancellationToken.None);
        reply.TryGetFrobError(out _).Should().BeFalse();
        var body = await reply.Content.ReadAsStreamAsync();
        await body.ReadExactlyAsync(new byte[at]);
        await body.Invoking(b => b.ReadAsync(new byte[1]).AsTask()).Should().ThrowAsync<IOException>().WithMessage("The connection broke.");
        body.Invoking(b => b.Read(new byte[1])).Should().Throw<IOException>();
    }

    [Fact]
    public async Task An_error_that_is_cut_marks_nothing()
    {
        var key = await _bench.LastFmGrantAsync();
        var client = _bench.Signed("lastfm");
        _bench.LastFm.Grants.RevokeAllOf("alice");
        _bench.LastFm.Faults.Next("user.getInfo", Fault.Truncated);
        var reply = await client.SendAsync(Request(HttpMethod.Get, Get, key), CancellationToken.None);
        reply.TryGetFrobError(out _).Should().BeFalse();
        await reply.Content.Invoking(c => c.ReadAsStringAsync()).Should().ThrowAsync<Exception>();
        _bench.Store.Marks.Should().BeEmpty();
    }

    [Theory]
    [InlineData(200, DeadJson, FrobErrorKind.InvalidGrant)]
    [InlineData(403, DeadJson, FrobErrorKind.InvalidGrant)]
    [InlineData(200, "<lfm status=\"failed\"><error code=\"29\">Rate</error></lfm>", FrobErrorKind.RateLimited)]
    [InlineData(429, "<html>Too many</html>", FrobErrorKind.RateLimited)]
    [InlineData(503, "", FrobErrorKind.Unavailable)]
    public async Task The_bodys_code_counts_before_the_http_status(int status, string text, FrobErrorKind kind)
    {
        var (reply, body) = await AnsweredAsync(status, text);
        reply.TryGetFrobError(out var outcome).Should().BeTrue();
        outcome!.Error.Kind.Should().Be(kind);
        outcome.Error.HttpStatus.Should().Be(status);
        outcome.Key.Instance.Should().Be("lastfm");
        body.Should().Be(text);
        ((int)reply.StatusCode).Should().Be(status);
    }

    [Theory]
    [InlineData(200, "plain text")]
    [InlineData(200, "<html>a page</html>")]
    [InlineData(404, "<html>not found</html>")]
    [InlineData(200, "")]
    [InlineData(302, "")]
    public async Task A_reply_in_none_of_the_providers_forms_is_data(int status, string text)
    {
        var (reply, body) = await AnsweredAsync(status, text);
        reply.TryGetFrobError(out _).Should().BeFalse();
        body.Should().Be(text);
    }

    [Fact]
    public async Task A_long_page_that_says_429_counts_by_its_status()
    {
        var (reply, body) = await AnsweredAsync(429, new string('x', 20_000));
        reply.TryGetFrobError(out var outcome).Should().BeTrue();
        outcome!.Error.Kind.Should().Be(FrobErrorKind.RateLimited);
        body.Should().HaveLength(20_000);
    }

    [Fact]
    public async Task A_code_in_a_long_body_is_data()
    {
        var (reply, _) = await AnsweredAsync(200, DeadJson + new string(' ', 20_000));
        reply.TryGetFrobError(out _).Should().BeFalse();
    }

    [Fact]
    public async Task An_outcome_is_that_of_the_last_attempt()
    {
        var key = await _bench.LastFmGrantAsync();
        var client = _bench.Signed("lastfm");
        _bench.LastFm.Faults.Next("user.getInfo", Fault.Code(16));
        var request = Request(HttpMethod.Get, Get, key);
        (await client.SendAsync(request, CancellationToken.None)).TryGetFrobError(out var first).Should().BeTrue();
        first!.Error.Kind.Should().Be(FrobErrorKind.Unavailable);
        // The service asked for patience, and everybody with this key has it.
        _bench.Clock.Advance(_bench.Paces.Of(_bench.Clients["lastfm"]).HoldLeft);
        (await client.SendAsync(request, CancellationToken.None)).TryGetFrobError(out _).Should().BeFalse();
    }

    [Fact]
    public async Task What_another_address_answered_says_nothing_of_the_grant()
    {
        var key = await _bench.LastFmGrantAsync();
        var client = _bench.Signed("lastfm");
        _bench.Wire.Answer = (_, request, _) =>
        {
            // As a transport that follows a redirect does it.
            request.RequestUri = new Uri("https://elsewhere.invalid/");
            return Task.FromResult(new HttpResponseMessage { Content = new StringContent(DeadJson) });
        };
        var request = Request(HttpMethod.Get, Get, key);
        (await client.SendAsync(request, CancellationToken.None)).TryGetFrobError(out _).Should().BeFalse();
        _bench.Store.Marks.Should().BeEmpty();
        request.RequestUri.Should().Be(new Uri(Get));
    }

    [Fact]
    public async Task A_caller_who_cancels_while_the_reply_is_looked_at_is_cancelled()
    {
        using var stop = new CancellationTokenSource();
        var client = _bench.Signed("lastfm");
        var content = new StreamContent(new Endless());
        _bench.Wire.Answer = (_, _, _) =>
        {
            stop.Cancel();
            return Task.FromResult(new HttpResponseMessage { Content = content });
        };
        var key = await _bench.LastFmGrantAsync();
        await client.Invoking(c => c.SendAsync(Request(HttpMethod.Get, Get, key), stop.Token)).Should().ThrowAsync<OperationCanceledException>();
        content.Invoking(c => c.ReadAsStream()).Should().Throw<ObjectDisposedException>();
    }

    private async Task<(HttpResponseMessage Reply, string Body)> AnsweredAsync(int status, string text)
    {
        var key = await _bench.LastFmGrantAsync();
        var client = _bench.Signed("lastfm");
        _bench.Wire.Answer = (_, _, _) => Task.FromResult(new HttpResponseMessage((HttpStatusCode)status)
        {
            Content = new ByteArrayContent(Encoding.UTF8.GetBytes(text)),
        });
        return await SendAsync(client, Request(HttpMethod.Get, Get, key));
    }

    private Task<HttpMessageInvoker> AnswerAsync(bool isLengthKnown, int size, out OnceStream stream, int breaksAt = int.MaxValue)
    {
        stream = new OnceStream(size, breaksAt);
        var content = new StreamContent(stream);
        content.Headers.TryAddWithoutValidation("Content-Type", "text/x; a=b");
        content.Headers.TryAddWithoutValidation("X-Odd", "one, two");
        if (isLengthKnown)
            content.Headers.ContentLength = size;
        var client = _bench.Signed("lastfm");
        _bench.Wire.Answer = (_, _, _) => Task.FromResult(new HttpResponseMessage { Content = content });
        return Task.FromResult(client);
    }

    private sealed class Endless : MemoryStream
    {
        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            cancellationToken.ThrowIfCancellationRequested();
            return ValueTask.FromResult(1);
        }
    }
}
