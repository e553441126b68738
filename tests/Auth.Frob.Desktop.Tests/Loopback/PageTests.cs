using System.Security.Cryptography;
using System.Text;
using Auth.Frob.Desktop.Loopback;
using Auth.Frob.Testing;

namespace Auth.Frob.Desktop.Tests.Loopback;

/// <summary>What the person's browser is given, and when.</summary>
public sealed class PageTests
{
    private readonly ManualTimeProvider _time = new();

    [Fact]
    public async Task The_page_is_text_that_nothing_in_it_can_turn_into_more()
    {
        RawReply reply = await PageAsync("<script>alert('1')</script>", "a & \"b\" <img src=x onerror=y>\r\nGrüße, 日本 \ud83c\udfb5\n\nEnd");

        reply.Body.Should().Contain("<h1>&lt;script&gt;alert(&#39;1&#39;)&lt;/script&gt;</h1>").And.Contain("<title>&lt;script&gt;")
            .And.Contain("<p>a &amp; &quot;b&quot; &lt;img src=x onerror=y&gt;</p>").And.Contain("日本").And.Contain("<p>End</p>");
        reply.Body.Should().NotContain("<script").And.NotContain("<img").And.NotContain("<p></p>");
        reply.ShouldBeWhole();
    }

    [Fact]
    public async Task The_page_is_not_kept_not_told_about_and_loads_nothing()
    {
        RawReply reply = await PageAsync("Signed in", "Yes");

        reply.Header("Content-Type").Should().Be("text/html; charset=utf-8");
        reply.Header("Cache-Control").Should().Be("no-store");
        reply.Header("Referrer-Policy").Should().Be("no-referrer");
        reply.Header("X-Content-Type-Options").Should().Be("nosniff");
        reply.Header("Connection").Should().Be("close");
        reply.Header("Content-Security-Policy").Should().StartWith("default-src 'none'; ").And.Contain("frame-ancestors 'none'").And.NotContain("unsafe");
        reply.Head.Should().NotContain("Server:").And.NotContain("Access-Control");
        reply.Body.Should().Contain("color-scheme:light dark").And.NotContain("http");
    }

    [Fact]
    public async Task The_style_is_the_one_that_the_policy_names()
    {
        RawReply reply = await PageAsync("Signed in", "Yes");
        string style = reply.Body.Split("<style>")[1].Split("</style>")[0];

        string hash = Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(style)));
        reply.Header("Content-Security-Policy").Should().Contain($"style-src 'sha256-{hash}'");
    }

    [Fact]
    public async Task The_answer_to_HEAD_has_no_body()
    {
        await using LoopbackListener listener = Start();

        RawReply reply = await RawClient.AskAsync(listener.Address, RawClient.Get(listener.Address, "/callback", "HEAD"));

        reply.Status.Should().Be(405);
        reply.Body.Should().BeEmpty();
    }

    [Fact]
    public async Task The_first_reply_counts()
    {
        await using LoopbackListener listener = Start();
        Task<RawReply> page = RawClient.AskAsync(listener.Address, RawClient.Get(listener.Address, "/callback?frob=x"));
        LoopbackAnswer answer = await listener.NextAsync();

        await answer.ReplyAsync(200, "First", "First");
        await answer.ReplyAsync(500, "Second", "Second");

        (await page).Should().Match<RawReply>(reply => reply.Status == 200 && reply.Body.Contains("First") && !reply.Body.Contains("Second"));
    }

    [Fact]
    public async Task A_page_that_was_promised_arrives_though_the_listener_is_closed_at_once()
    {
        for (int round = 0; round < 20; round++)
        {
            LoopbackListener listener = Start();
            using RawClient browser = await RawClient.ConnectAsync(listener.Address);
            await browser.SendAsync(RawClient.Get(listener.Address, "/callback?frob=x"));
            LoopbackAnswer answer = await listener.NextAsync();
            ValueTask replying = answer.ReplyAsync(200, "Signed in", "Yes");
            await listener.DisposeAsync();
            await replying;

            RawReply reply = await browser.ReadAsync();
            reply.Status.Should().Be(200);
            reply.ShouldBeWhole();
        }
    }

    [Fact]
    public async Task Who_is_not_answered_when_the_listener_closes_is_sent_back_to_the_program()
    {
        LoopbackListener listener = Start();
        Task<RawReply> seen = RawClient.AskAsync(listener.Address, RawClient.Get(listener.Address, "/callback?frob=1"));
        LoopbackAnswer answer = await listener.NextAsync();
        await listener.DisposeAsync();

        (await seen).Should().Match<RawReply>(reply => reply.Status == 503 && reply.Body.Contains("Return to the program"));
        await answer.ReplyAsync(200, "Late", "Late");
        (await seen).Body.Should().NotContain("Late").And.NotContain("frob");
    }

    [Fact]
    public async Task Who_is_not_answered_in_time_is_sent_back_to_the_program_and_the_wait_goes_on()
    {
        await using LoopbackListener listener = Start();
        Task<RawReply> page = RawClient.AskAsync(listener.Address, RawClient.Get(listener.Address, "/callback?frob=1"));
        LoopbackAnswer answer = await listener.NextAsync();
        await _time.WaitForTimersAsync(1);
        _time.Advance(LoopbackConnection.AnswerTime);

        (await page).Status.Should().Be(503);
        await answer.ReplyAsync(200, "Late", "Late");
        await listener.ShouldStillWaitAsync();
    }

    [Fact]
    public async Task A_browser_that_went_away_still_answered()
    {
        await using LoopbackListener listener = Start();
        using (RawClient gone = await RawClient.ConnectAsync(listener.Address))
            await gone.SendAsync(RawClient.Get(listener.Address, "/callback?frob=x"));

        LoopbackAnswer answer = await listener.NextAsync();
        await answer.ReplyAsync(200, "Yes", "Yes");

        answer.Address.Query.Should().Be("?frob=x");
        await listener.ShouldStillWaitAsync();
    }

    [Fact]
    public async Task A_cancelled_wait_ends_at_once_and_loses_nothing()
    {
        await using LoopbackListener listener = Start();
        using var cancelled = new CancellationTokenSource();
        Task<LoopbackAnswer> waiting = listener.NextAsync(cancelled.Token);
        await cancelled.CancelAsync();

        await FluentActions.Awaiting(() => waiting).Should().ThrowAsync<OperationCanceledException>();
        await listener.ShouldStillWaitAsync();
    }

    [Fact]
    public async Task The_wait_ends_when_the_listener_is_closed()
    {
        LoopbackListener listener = Start();
        Task<LoopbackAnswer> waiting = listener.NextAsync();
        using RawClient silent = await RawClient.ConnectAsync(listener.Address);
        await listener.DisposeAsync();

        await FluentActions.Awaiting(() => waiting).Should().ThrowAsync<InvalidOperationException>();
        (await silent.IsDroppedAsync()).Should().BeTrue();
        _time.ArmedTimers.Should().Be(0);
    }

    [Fact]
    public async Task An_answer_prints_nothing_of_what_came()
    {
        await using LoopbackListener listener = Start();
        Task<RawReply> page = RawClient.AskAsync(listener.Address, RawClient.Get(listener.Address, "/callback?frob=canary"));
        LoopbackAnswer answer = await listener.NextAsync();

        $"{answer}".Should().NotContain("canary");
        await FluentActions.Awaiting(async () => await answer.ReplyAsync(99, "", "")).Should().ThrowAsync<ArgumentOutOfRangeException>();
        await answer.ReplyAsync(200, "", "");
        (await page).Body.Should().NotContain("canary");
    }

    private async Task<RawReply> PageAsync(string title, string text)
    {
        await using LoopbackListener listener = Start();
        Task<RawReply> page = RawClient.AskAsync(listener.Address, RawClient.Get(listener.Address, "/callback?frob=x"));
        await (await listener.NextAsync()).ReplyAsync(200, title, text);
        return await page;
    }

    private LoopbackListener Start() => LoopbackListener.Start(new LoopbackOptions { Time = _time });
}
