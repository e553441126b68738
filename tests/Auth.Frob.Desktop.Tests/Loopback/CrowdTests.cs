using Auth.Frob.Desktop.Loopback;
using Auth.Frob.Testing;

namespace Auth.Frob.Desktop.Tests.Loopback;

/// <summary>Many at once, slow ones, silent ones, port scans: the browser still gets through.</summary>
public sealed class CrowdTests
{
    private readonly ManualTimeProvider _time = new();

    [Fact]
    public async Task A_port_scan_ends_nothing()
    {
        await using LoopbackListener listener = Start();
        for (int i = 0; i < 100; i++)
        {
            using RawClient scanner = await RawClient.ConnectAsync(listener.Address);
            if (i % 3 == 0)
                scanner.Reset();
            else if (i % 3 == 1)
                await scanner.SendAsync("GET /callback?frob=");
        }

        await listener.ShouldStillWaitAsync();
    }

    [Fact]
    public async Task Silent_connections_make_room_for_the_browser()
    {
        await using LoopbackListener listener = Start();
        var silent = new List<RawClient>();
        for (int i = 0; i < OpenConnections.Most * 3; i++)
            silent.Add(await RawClient.ConnectAsync(listener.Address));

        await listener.ShouldStillWaitAsync();
        (await silent[0].IsDroppedAsync()).Should().BeTrue("the oldest goes first");
        silent.ForEach(client => client.Dispose());
    }

    [Fact]
    public async Task A_browser_that_waits_for_its_page_is_not_dropped_for_others()
    {
        await using LoopbackListener listener = Start();
        Task<RawReply> page = RawClient.AskAsync(listener.Address, RawClient.Get(listener.Address, "/callback?frob=mine"));
        LoopbackAnswer answer = await listener.NextAsync();
        var silent = new List<RawClient>();
        for (int i = 0; i < OpenConnections.Most * 2; i++)
            silent.Add(await RawClient.ConnectAsync(listener.Address));
        (await silent[0].IsDroppedAsync()).Should().BeTrue();

        await answer.ReplyAsync(200, "Yes", "Yes");

        (await page).Status.Should().Be(200);
        silent.ForEach(client => client.Dispose());
    }

    [Fact]
    public async Task Where_all_wait_for_a_page_one_more_is_turned_away_and_none_is_lost()
    {
        await using LoopbackListener listener = Start();
        var pages = new List<Task<RawReply>>();
        var answers = new List<LoopbackAnswer>();
        for (int i = 0; i < OpenConnections.Most; i++)
        {
            pages.Add(RawClient.AskAsync(listener.Address, RawClient.Get(listener.Address, $"/callback?frob={i}")));
            answers.Add(await listener.NextAsync());
        }

        using RawClient late = await RawClient.ConnectAsync(listener.Address);
        (await late.IsDroppedAsync()).Should().BeTrue();

        foreach (LoopbackAnswer answer in answers)
            await answer.ReplyAsync(200, "Yes", answer.Address.Query);
        for (int i = 0; i < pages.Count; i++)
            (await pages[i]).Body.Should().Contain($"<p>?frob={i}</p>");
    }

    [Fact]
    public async Task Those_who_have_their_page_and_do_not_leave_make_room_for_the_browser()
    {
        await using LoopbackListener listener = Start();
        var stay = new List<RawClient>();
        for (int i = 0; i < OpenConnections.Most; i++)
        {
            stay.Add(await RawClient.ConnectAsync(listener.Address));
            await stay[i].SendAsync(RawClient.Get(listener.Address, "/favicon.ico"));
            (await stay[i].ReadAsync()).Status.Should().Be(404);
        }

        await listener.ShouldStillWaitAsync();
        stay.ForEach(client => client.Dispose());
    }

    [Fact]
    public async Task A_silent_connection_is_closed_after_a_while_without_a_word()
    {
        await using LoopbackListener listener = Start();
        using RawClient silent = await RawClient.ConnectAsync(listener.Address);
        await _time.WaitForTimersAsync(1);
        _time.Advance(LoopbackConnection.HeadTime);

        (await silent.IsDroppedAsync()).Should().BeTrue();
        await listener.ShouldStillWaitAsync();
    }

    [Fact]
    public async Task A_drop_of_bytes_now_and_then_does_not_put_the_deadline_off()
    {
        await using LoopbackListener listener = Start();
        using RawClient slow = await RawClient.ConnectAsync(listener.Address);
        await _time.WaitForTimersAsync(1);
        await slow.SendAsync("GET /callback?frob=x HTTP/1.1\r\nHost: ");
        await listener.ShouldStillWaitAsync();
        for (TimeSpan passed = TimeSpan.Zero; passed < LoopbackConnection.HeadTime; passed += TimeSpan.FromSeconds(1))
        {
            await slow.SendAsync("x");
            _time.Advance(TimeSpan.FromSeconds(1));
        }

        (await slow.ReadAsync()).Status.Should().Be(408);
        await listener.ShouldStillWaitAsync();
    }

    [Fact]
    public async Task Two_tabs_are_two_answers_and_each_gets_its_own_page()
    {
        await using LoopbackListener listener = Start();
        Task<RawReply> foreign = RawClient.AskAsync(listener.Address, RawClient.Get(listener.Address, "/callback?state=foreign"));
        LoopbackAnswer first = await listener.NextAsync();
        Task<RawReply> right = RawClient.AskAsync(listener.Address, RawClient.Get(listener.Address, "/callback?state=right"));
        LoopbackAnswer second = await listener.NextAsync();

        await second.ReplyAsync(200, "Signed in", "right");
        await first.ReplyAsync(400, "Not this one", "foreign");

        (first.Address.Query, second.Address.Query).Should().Be(("?state=foreign", "?state=right"));
        (await right).Should().Match<RawReply>(reply => reply.Status == 200 && reply.Body.Contains("<p>right</p>"));
        (await foreign).Should().Match<RawReply>(reply => reply.Status == 400 && reply.Body.Contains("<p>foreign</p>"));
    }

    [Fact]
    public async Task Many_at_once_are_never_mixed()
    {
        await using LoopbackListener listener = Start();
        using var end = new CancellationTokenSource();
        Task serving = EchoAsync(listener, end.Token);

        RawReply[] pages = await Task.WhenAll(Enumerable.Range(0, 20).Select(async i =>
            await RawClient.AskAsync(listener.Address, RawClient.Get(listener.Address, $"/callback?frob=number-{i}-"))));

        for (int i = 0; i < pages.Length; i++)
            pages[i].Body.Should().Contain($"<p>?frob=number-{i}-</p>");
        await end.CancelAsync();
        await FluentActions.Awaiting(() => serving).Should().ThrowAsync<OperationCanceledException>();
    }

    private static async Task EchoAsync(LoopbackListener listener, CancellationToken cancellationToken)
    {
        await foreach (LoopbackAnswer answer in listener.AnswersAsync(cancellationToken))
            await answer.ReplyAsync(200, "Echo", answer.Address.Query, cancellationToken);
    }

    private LoopbackListener Start() => LoopbackListener.Start(new LoopbackOptions { Time = _time });
}
