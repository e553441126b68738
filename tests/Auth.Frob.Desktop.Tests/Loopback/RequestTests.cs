using System.Security.Cryptography;
using System.Text;
using Auth.Frob.Desktop.Loopback;

namespace Auth.Frob.Desktop.Tests.Loopback;

/// <summary>What comes over the wire and is no browser's request after a consent.</summary>
public sealed class RequestTests
{
    [Theory]
    [InlineData("evil.example", 404)]
    [InlineData("evil.example:{port}", 404)]
    [InlineData("127.0.0.1", 404)]
    [InlineData("127.0.0.1:1", 404)]
    [InlineData("localhost:{port}", 404)]
    [InlineData("[::1]:{port}", 404)]
    [InlineData("127.0.0.1:{port}.evil.example", 404)]
    [InlineData("127.0.0.1:{port}\r\nHost: 127.0.0.1:{port}", 400)]
    [InlineData(null, 400)]
    public async Task A_name_that_is_not_the_listeners_own_is_refused(string? host, int status)
    {
        await using var listener = LoopbackListener.Start();
        string header = host is null ? "" : $"Host: {host.Replace("{port}", $"{listener.Address.Port}", StringComparison.Ordinal)}\r\n";

        (await RawClient.AskAsync(listener.Address, $"GET /callback?frob=x HTTP/1.1\r\n{header}\r\n")).Status.Should().Be(status);
        await listener.ShouldStillWaitAsync();
    }

    [Theory]
    [InlineData("Host: {own}")]
    [InlineData("hOST:\t {own} \t")]
    [InlineData("Host: LOCALHOST:{port}")]
    public async Task The_listeners_names_are_written_as_they_like(string header)
    {
        await using var listener = LoopbackListener.Start(new LoopbackOptions { Host = "localhost" });
        header = header.Replace("{own}", listener.Address.Authority, StringComparison.Ordinal)
            .Replace("{port}", $"{listener.Address.Port}", StringComparison.Ordinal);
        Task<RawReply> page = RawClient.AskAsync(listener.Address, $"GET /callback?frob=x HTTP/1.0\r\n{header}\r\n\r\n");

        await (await listener.NextAsync()).ReplyAsync(200, "Yes", "Yes");
        (await page).Status.Should().Be(200);
    }

    [Theory]
    [InlineData("GET http://127.0.0.1/callback?frob=x HTTP/1.1\r\n")]
    [InlineData("GET * HTTP/1.1\r\n")]
    [InlineData("CONNECT 127.0.0.1:80 HTTP/1.1\r\n")]
    [InlineData("GET /callback?frob=x\r\n")]
    [InlineData("GET /callback?frob=x HTTP/2.0\r\n")]
    [InlineData("GET  /callback?frob=x HTTP/1.1\r\n")]
    [InlineData("GET /callback?frob=x y HTTP/1.1\r\n")]
    [InlineData("GET /callback?frob=x#y HTTP/1.1\r\n")]
    [InlineData("GET /callback?frob=\u0001 HTTP/1.1\r\n")]
    [InlineData("GET /callback?frob=\t HTTP/1.1\r\n")]
    [InlineData("GET /callback?frob=\0 HTTP/1.1\r\n")]
    [InlineData("GET /callback?frob=\u007f HTTP/1.1\r\n")]
    [InlineData("GET /callback?frob=\u00e4 HTTP/1.1\r\n")]
    [InlineData("GET /callback?frob=x HTTP/1.1\n")]
    [InlineData("GET /callback?frob=x HTTP/1.1\rX")]
    [InlineData("\r\nGET /callback?frob=x HTTP/1.1\r\n")]
    [InlineData("G\u00cbT /callback?frob=x HTTP/1.1\r\n")]
    [InlineData("GET /callback?frob=x HTTP/1.1\r\nHost\r\n")]
    [InlineData("GET /callback?frob=x HTTP/1.1\r\n: x\r\n")]
    [InlineData("GET /callback?frob=x HTTP/1.1\r\nBad Name: x\r\n")]
    [InlineData("GET /callback?frob=x HTTP/1.1\r\nA: b\r\n folded\r\n")]
    [InlineData("GET /callback?frob=x HTTP/1.1\r\nA: b\u0000\r\n")]
    [InlineData("\u0016\u0003\u0001\u0002\u0000\u0001\u0000\u0001\u00fc\u0003\u0003")]
    public async Task A_malformed_request_is_answered_at_once_and_never_seen(string request)
    {
        await using var listener = LoopbackListener.Start();

        RawReply reply = await RawClient.AskAsync(listener.Address, request);

        reply.Status.Should().Be(400);
        reply.ShouldBeWhole();
        reply.Text.Should().NotContain("frob=");
        await listener.ShouldStillWaitAsync();
    }

    [Theory]
    [InlineData(RequestHead.LongestLine, 200)]
    [InlineData(RequestHead.LongestLine + 1, 414)]
    [InlineData(RequestHead.LongestLine * 20, 414)]
    public async Task A_request_line_is_as_long_as_long_tokens_need(int length, int status)
    {
        await using var listener = LoopbackListener.Start();
        string target = "/callback?frob=" + new string('a', length - "GET /callback?frob= HTTP/1.1".Length);

        await ExpectAsync(listener, RawClient.Get(listener.Address, target), status, target["/callback".Length..]);
    }

    [Theory]
    [InlineData(RequestHead.MostHeaders, 200)]
    [InlineData(RequestHead.MostHeaders + 1, 431)]
    [InlineData(RequestHead.MostHeaders * 20, 431)]
    public async Task Headers_are_bounded_together(int length, int status)
    {
        await using var listener = LoopbackListener.Start();
        string host = $"Host: {listener.Address.Authority}\r\n";
        string more = string.Concat(Enumerable.Repeat("Cookie: " + new string('c', 990) + "\r\n", (length / 1000) - 1));
        string rest = $"X: {new string('x', length - host.Length - more.Length - "X: \r\n\r\n".Length)}\r\n\r\n";

        await ExpectAsync(listener, $"GET /callback?frob=x HTTP/1.1\r\n{host}{more}{rest}", status, "?frob=x");
    }

    [Fact]
    public async Task Garbage_harms_nobody()
    {
        await using var listener = LoopbackListener.Start();
        for (int seed = 0; seed < 50; seed++)
        {
            using RawClient client = await RawClient.ConnectAsync(listener.Address);
            byte[] garbage = [.. SHA512.HashData(Encoding.ASCII.GetBytes($"{seed}")), .. "\n"u8];
            await client.SendAsync(garbage);
            (await client.ReadAsync()).Status.Should().Be(400);
        }

        await listener.ShouldStillWaitAsync();
    }

    [Fact]
    public async Task A_request_that_comes_byte_by_byte_is_one_request()
    {
        await using var listener = LoopbackListener.Start();
        using RawClient client = await RawClient.ConnectAsync(listener.Address);
        foreach (char c in RawClient.Get(listener.Address, "/callback?frob=slow"))
            await client.SendAsync(c.ToString());

        LoopbackAnswer answer = await listener.NextAsync();
        await answer.ReplyAsync(200, "Yes", "Yes");

        answer.Address.Query.Should().Be("?frob=slow");
        (await client.ReadAsync()).Status.Should().Be(200);
    }

    [Fact]
    public async Task Of_pipelined_requests_the_first_counts_and_its_page_arrives_whole()
    {
        await using var listener = LoopbackListener.Start();
        using RawClient client = await RawClient.ConnectAsync(listener.Address);
        await client.SendAsync(string.Concat(Enumerable.Range(0, 2000).Select(i => RawClient.Get(listener.Address, $"/callback?frob={i}"))));

        LoopbackAnswer answer = await listener.NextAsync();
        await answer.ReplyAsync(200, "First", "First");

        answer.Address.Query.Should().Be("?frob=0");
        RawReply reply = await client.ReadAsync();
        reply.Text.Split("HTTP/1.1 ").Should().HaveCount(2);
        reply.ShouldBeWhole();
        await listener.ShouldStillWaitAsync();
    }

    private static async Task ExpectAsync(LoopbackListener listener, string request, int status, string query)
    {
        using RawClient client = await RawClient.ConnectAsync(listener.Address);
        await client.SendAsync(request);
        if (status == 200)
        {
            LoopbackAnswer answer = await listener.NextAsync();
            answer.Address.Query.Should().Be(query);
            await answer.ReplyAsync(200, "Yes", "Yes");
        }

        (await client.ReadAsync()).Status.Should().Be(status);
        await listener.ShouldStillWaitAsync();
    }
}
