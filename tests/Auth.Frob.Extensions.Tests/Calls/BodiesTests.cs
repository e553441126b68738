using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using Auth.Frob.Errors;
using Auth.Frob.Extensions.Calls;
using static Auth.Frob.Extensions.Tests.Calls.SignedCallsTests;

namespace Auth.Frob.Extensions.Tests.Calls;

/// <summary>What of a body is read to be signed, how much of it, and whether it can be sent again.</summary>
public sealed class BodiesTests : IDisposable
{
    private readonly CallBench _bench = new();

    public void Dispose() => _bench.Dispose();

    [Theory]
    [InlineData("desktop")]
    [InlineData("oauth")]
    public async Task A_file_is_neither_read_nor_signed_and_streams_through(string flow)
    {
        var key = await _bench.IpernityGrantAsync(flow: flow);
        using var file = new OnceStream(300_000);
        int? readWhenSent = null;
        var client = _bench.Signed("ipernity");
        using var watched = new HttpMessageInvoker(_bench.Handler("ipernity", new Looking(() => readWhenSent = file.ReadSoFar) { InnerHandler = _bench.Wire }));
        // Only the plain name of the file: .NET itself writes both spellings, others one.
        var photo = new StreamContent(file) { Headers = { ContentDisposition = new("form-data") { Name = "file", FileName = "photo.jpg" } } };
        var parts = new MultipartFormDataContent("my-boundary") { { new StringContent("Sigur Rós & more"), "title" }, photo, { Typed("{}", "application/json"), "meta" } };
        var (reply, body) = await SendAsync(watched, Request(HttpMethod.Post, $"{CallBench.IpernityApi}doc.set/json?doc_id=1", key, parts));
        if (flow == "desktop")
            readWhenSent.Should().Be(0);
        var sent = _bench.Wire.Sent.Single();
        sent.Type!.ToString().Should().Be("multipart/form-data; boundary=\"my-boundary\"");
        var read = PartsText.Read(sent.Body, "my-boundary");
        read.Take(3).Select(p => p.Name).Should().Equal("title", "file", "meta");
        read[1].Body.Should().HaveCount(300_000).And.OnlyContain(b => b == (byte)'x');
        read.Skip(3).Select(p => p.Name).Should().Equal(flow == "oauth" ? [] : ["api_key", "auth_token", "api_sig"]);
        // The simulated service was given the parts of text alone, but 'meta' is one to it that is not to us; so it has no say here.
        body.Should().NotBeEmpty();
        reply.RequestMessage!.Content.Should().BeSameAs(parts);
    }

    [Theory]
    [InlineData("desktop")]
    [InlineData("oauth")]
    public async Task An_upload_in_parts_is_taken_by_the_service(string flow)
    {
        var key = await _bench.IpernityGrantAsync(flow: flow);
        var parts = new MultipartFormDataContent
        {
            { new StringContent("Sigur Rós & more"), "title" }, { new StringContent(""), "empty" }, { new StreamContent(new OnceStream(100_000)), "file", "x.jpg" },
        };
        var (reply, body) = await SendAsync(_bench.Signed("ipernity"), Request(HttpMethod.Post, $"{CallBench.IpernityApi}doc.set/json?doc_id=1", key, parts));
        reply.TryGetFrobError(out var error).Should().BeFalse(error?.ToString());
        body.Should().Contain("ok");
    }

    [Fact]
    public async Task Parts_are_kept_byte_for_byte_and_additions_follow()
    {
        var key = await _bench.IpernityGrantAsync();
        var parts = new MultipartFormDataContent("b") { { Typed("x\r\ny", "text/plain"), "a" }, { new ByteArrayContent([0, 255, 10]), "file", "ü.jpg" } };
        parts.HeaderEncodingSelector = (_, _) => Encoding.UTF8;
        parts.Headers.TryAddWithoutValidation("X-Mine", "kept");
        parts.First().Headers.TryAddWithoutValidation("X-Part", "é");
        using var unsigned = new MemoryStream();
        await parts.CopyToAsync(unsigned);
        await SendAsync(_bench.Signed("ipernity"), Request(HttpMethod.Post, $"{CallBench.IpernityApi}doc.set/json", key, parts));
        var sent = _bench.Wire.Sent.Single();
        var kept = unsigned.ToArray()[..^"--\r\n".Length];
        sent.Body.AsSpan(0, kept.Length).SequenceEqual(kept).Should().BeTrue();
        sent.Headers["X-Mine"].Should().Be("kept");
        sent.Headers["Content-Type"].Should().Be(parts.Headers.ContentType!.ToString());
        // The caller's parts are as good as before.
        using var again = new MemoryStream();
        await parts.CopyToAsync(again);
        again.ToArray().Should().Equal(unsigned.ToArray());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_form_of_64_KiB_is_signed_and_a_larger_one_is_refused(bool isLengthKnown)
    {
        var key = await _bench.LastFmGrantAsync();
        var client = _bench.Signed("lastfm");
        var (reply, body) = await SendAsync(client, Request(HttpMethod.Post, CallBench.LastFmApi, key, FormOf(64 * 1024, isLengthKnown)));
        reply.TryGetFrobError(out _).Should().BeFalse(body);
        await ExpectRefusal(client, Request(HttpMethod.Post, CallBench.LastFmApi, key, FormOf((64 * 1024) + 1, isLengthKnown)), "*the form is too large*64 KiB*");
        _bench.Wire.Sent.Should().HaveCount(1);
    }

    [Fact]
    public async Task Parts_of_text_share_the_bound()
    {
        var key = await _bench.LastFmGrantAsync();
        var client = _bench.Signed("lastfm");
        var parts = new MultipartFormDataContent { { new StringContent("track.love"), "method" }, { new StringContent(new string('x', 65_000)), "a" } };
        var (reply, body) = await SendAsync(client, Request(HttpMethod.Post, CallBench.LastFmApi, key, parts));
        reply.TryGetFrobError(out _).Should().BeFalse(body);
        parts.Add(new StreamContent(new OnceStream(600)), "b");
        await ExpectRefusal(client, Request(HttpMethod.Post, CallBench.LastFmApi, key, parts), "*the part 'b' is too large*");
        // What counts is what is held, and a letter may take two bytes.
        var letters = new MultipartFormDataContent { { new StringContent(new string('é', 30_000)), "a" }, { new StringContent(new string('é', 10_000)), "b" } };
        await ExpectRefusal(client, Request(HttpMethod.Post, CallBench.LastFmApi, key, letters), "*the part 'b' is too large*");
    }

    [Theory]
    [InlineData("application/x-www-form-urlencoded; charset=iso-8859-1", null, "*UTF-8*")]
    [InlineData("application/x-www-form-urlencoded", "gzip", "*packed*")]
    [InlineData("multipart/form-data; boundary=b", null, "*MultipartFormDataContent*")]
    public async Task A_body_that_can_not_be_signed_is_refused_with_what_to_write(string type, string? encoding, string message)
    {
        var key = await _bench.LastFmGrantAsync();
        var content = new ByteArrayContent("method=track.love"u8.ToArray());
        content.Headers.TryAddWithoutValidation("Content-Type", type);
        if (encoding is not null)
            content.Headers.ContentEncoding.Add(encoding);
        await ExpectRefusal(_bench.Signed("lastfm"), Request(HttpMethod.Post, CallBench.LastFmApi, key, content), message);
    }

    [Fact]
    public void A_body_can_be_sent_again_unless_a_part_of_it_is_read_once()
    {
        CanBeSentAgain(null).Should().BeTrue();
        CanBeSentAgain(Form(("a", "b"))).Should().BeTrue();
        CanBeSentAgain(JsonContent.Create(1)).Should().BeTrue();
        CanBeSentAgain(new StreamContent(new MemoryStream([1]))).Should().BeTrue();
        CanBeSentAgain(new StreamContent(new OnceStream(1))).Should().BeFalse();
        CanBeSentAgain(new StreamContent(new OnceStream(1)) { Headers = { ContentType = new("application/x-www-form-urlencoded") } }).Should().BeTrue();
        CanBeSentAgain(new MultipartFormDataContent { { new StreamContent(new MemoryStream([1])), "file", "f" } }).Should().BeTrue();
        CanBeSentAgain(new MultipartFormDataContent { { new StringContent("x"), "a" }, { new StreamContent(new OnceStream(1)), "file", "f" } }).Should().BeFalse();
        var disposed = new StreamContent(new MemoryStream([1]));
        disposed.Dispose();
        CanBeSentAgain(disposed).Should().BeFalse();
    }

    [Fact]
    public async Task Asking_whether_a_body_can_be_sent_again_reads_nothing_of_it()
    {
        var content = new StreamContent(new MemoryStream([1, 2, 3]));
        CanBeSentAgain(content).Should().BeTrue();
        (await content.ReadAsByteArrayAsync()).Should().Equal(1, 2, 3);
    }

    [Fact]
    public async Task A_second_attempt_with_a_body_that_is_read_once_is_said_so()
    {
        var key = await _bench.LastFmGrantAsync();
        var client = _bench.Signed("lastfm");
        var request = Request(HttpMethod.Post, $"{CallBench.LastFmApi}?method=track.love", key, new StreamContent(new OnceStream(10)));
        await client.SendAsync(request, CancellationToken.None);
        await ExpectRefusal(client, request, "*can be read only once*new stream*");
        _bench.Wire.Sent.Should().HaveCount(1);
    }

    private static bool CanBeSentAgain(HttpContent? content)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, CallBench.LastFmApi) { Content = content };
        return CallBody.CanBeSentAgain(request);
    }

    private static HttpContent FormOf(int length, bool isLengthKnown)
    {
        var bytes = Encoding.ASCII.GetBytes("method=track.love&a=".PadRight(length, 'x'));
        HttpContent content = isLengthKnown ? new ByteArrayContent(bytes) : new StreamContent(new OnceStream(length, bytes: bytes));
        content.Headers.ContentType = new MediaTypeHeaderValue("application/x-www-form-urlencoded");
        return content;
    }

    private static StringContent Typed(string text, string type) => new(text, Encoding.UTF8, type);

    private static async Task ExpectRefusal(HttpMessageInvoker client, HttpRequestMessage request, string message) =>
        await client.Invoking(c => c.SendAsync(request, CancellationToken.None)).Should().ThrowAsync<FrobUsageException>().WithMessage(message);

    private sealed class Looking(Action look) : DelegatingHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            look();
            return base.SendAsync(request, cancellationToken);
        }
    }
}
