using System.IO.Compression;
using Auth.Frob.Errors;
using Auth.Frob.Extensions.Calls;
using Auth.Frob.Extensions.Pacing;
using Auth.Frob.Testing.Simulation;
using static Auth.Frob.Extensions.Tests.Pacing.HostBench;
using static Auth.Frob.Extensions.Tests.Pacing.PaceBench;

namespace Auth.Frob.Extensions.Tests.Pacing;

public sealed class RetryHandlerTests
{
    [Fact]
    public async Task A_get_is_repeated_when_the_hold_is_over_and_the_reply_of_the_first_is_thrown_away()
    {
        using var bench = new HostBench();
        var key = await bench.KeptAsync();
        bench.Service.Faults.Next("user.getInfo", Fault.Code(29));
        var call = bench.SendAsync(Get().WithGrant(key));
        await WaitersAsync(bench);
        bench.Sent.Should().Be(1);
        bench.Clock.Advance(Seconds(5));
        using var reply = await call;
        reply.TryGetFrobError(out _).Should().BeFalse();
        (await reply.Content.ReadAsStringAsync()).Should().Contain("alice");
        bench.Sent.Should().Be(2);
        await bench.Replies[^2].Awaiting(content => content.ReadAsStringAsync()).Should().ThrowAsync<ObjectDisposedException>();
    }

    [Fact]
    public async Task A_repeat_whose_turn_comes_too_late_says_what_the_first_try_was_answered()
    {
        using var bench = new HostBench();
        var key = await bench.KeptAsync();
        bench.Service.Faults.Next("user.getInfo", Fault.Code(29));
        var call = bench.SendAsync(Get().WithGrant(key));
        await WaitersAsync(bench);
        bench.Pace.Heard(new FrobError(FrobErrorKind.QuotaExceeded) { RetryAfter = TimeSpan.FromMinutes(10) });
        var refused = (await call.Awaiting(c => c).Should().ThrowAsync<FrobCallException>()).Which.Error;
        (refused.Kind, refused.Code, refused.RetryAfter).Should().Be((FrobErrorKind.RateLimited, "29", TimeSpan.FromMinutes(10)));
        refused.Cause.Should().StartWith("the service answered so to the first try; the repeat was not sent: ");
        refused.Remedy.Should().NotContain("Nothing was sent");
        bench.Sent.Should().Be(1);
    }

    [Fact]
    public async Task A_post_is_repeated_only_if_its_caller_says_so()
    {
        using var bench = new HostBench();
        var key = await bench.KeptAsync();
        bench.Service.Faults.Next("track.love", Fault.Code(16), Fault.Code(16));
        using (var once = await bench.SendAsync(Post().WithGrant(key)))
        {
            once.TryGetFrobError(out var outcome).Should().BeTrue();
            outcome!.Error.Kind.Should().Be(FrobErrorKind.Unavailable);
        }
        bench.Sent.Should().Be(1);
        bench.Clock.Advance(Seconds(5));
        var marked = bench.SendAsync(Post().WithGrant(key).AsRepeatable());
        await WaitersAsync(bench);
        bench.Clock.Advance(Seconds(10));
        using var reply = await marked;
        reply.TryGetFrobError(out _).Should().BeFalse();
        bench.Sent.Should().Be(3);
    }

    [Fact]
    public async Task A_post_whose_body_can_be_read_once_is_not_repeated_though_marked()
    {
        using var bench = new HostBench();
        var key = await bench.KeptAsync();
        bench.Instead.Enqueue(_ => throw new HttpRequestException("no"));
        var parts = new MultipartFormDataContent
        {
            { new StringContent("track.love"), "method" }, { new StreamContent(new DeflateStream(new MemoryStream(), CompressionMode.Decompress)), "file", "f.bin" },
        };
        var request = new HttpRequestMessage(HttpMethod.Post, Post().RequestUri) { Content = parts };
        await bench.Awaiting(b => b.SendAsync(request.WithGrant(key).AsRepeatable())).Should().ThrowAsync<HttpRequestException>();
        bench.Sent.Should().Be(1);
    }

    [Fact]
    public async Task The_last_reply_is_passed_on_when_the_tries_are_used_up()
    {
        using var bench = new HostBench();
        var key = await bench.KeptAsync();
        bench.Service.Faults.Always("user.getInfo", Fault.Code(29));
        var call = bench.SendAsync(Get().WithGrant(key));
        foreach (var hold in new[] { 5, 10 })
        {
            await WaitersAsync(bench);
            bench.Clock.Advance(Seconds(hold));
        }
        using var reply = await call;
        reply.TryGetFrobError(out var outcome).Should().BeTrue();
        outcome!.Error.Code.Should().Be("29");
        (await reply.Content.ReadAsStringAsync()).Should().Contain("29");
        bench.Sent.Should().Be(3);
        bench.Pace.HoldLeft.Should().Be(Seconds(20));
    }

    [Fact]
    public async Task A_broken_connection_is_tried_again_after_a_pause_and_its_last_failure_is_passed_on()
    {
        using var bench = new HostBench();
        var key = await bench.KeptAsync();
        var last = new HttpRequestException("the third");
        bench.Instead.Enqueue(_ => throw new HttpRequestException("the first"));
        bench.Instead.Enqueue(_ => throw new IOException("the second"));
        bench.Instead.Enqueue(_ => throw last);
        var call = bench.SendAsync(Get().WithGrant(key));
        foreach (var pause in new[] { 1, 2 })
        {
            await bench.Clock.WaitForTimersAsync(1);
            bench.Clock.Advance(Seconds(pause));
        }
        (await call.Awaiting(t => t).Should().ThrowAsync<HttpRequestException>()).Which.Should().BeSameAs(last);
        bench.Sent.Should().Be(3);
        bench.Pace.HoldLeft.Should().Be(TimeSpan.Zero, "silence is no word of the service");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_hold_that_is_longer_than_calls_wait_ends_the_repetition_with_the_reply(bool isLong)
    {
        using var bench = new HostBench();
        var key = await bench.KeptAsync();
        bench.Service.Faults.Next("user.getInfo", Fault.Code(29) with { RetryAfter = Seconds(isLong ? 31 : 30) });
        var call = bench.SendAsync(Get().WithGrant(key));
        if (!isLong)
        {
            await WaitersAsync(bench);
            bench.Clock.Advance(Seconds(30));
        }
        using var reply = await call;
        reply.TryGetFrobError(out _).Should().Be(isLong);
        bench.Sent.Should().Be(isLong ? 1 : 2);
    }

    [Fact]
    public async Task What_the_service_will_say_again_is_not_asked_again()
    {
        using var bench = new HostBench();
        var key = await bench.KeptAsync();
        bench.Service.Faults.Next("user.getInfo", Fault.Code(6), Fault.Code(10), Fault.Code(13));
        for (var i = 1; i <= 3; i++)
        {
            using var reply = await bench.SendAsync(Get().WithGrant(key));
            reply.TryGetFrobError(out _).Should().BeTrue();
            bench.Sent.Should().Be(i);
        }
    }

    [Fact]
    public async Task Who_cancels_in_the_pause_sends_nothing_more()
    {
        using var bench = new HostBench();
        var key = await bench.KeptAsync();
        using var stop = new CancellationTokenSource();
        bench.Instead.Enqueue(_ => throw new HttpRequestException("no"));
        var call = bench.SendAsync(Get().WithGrant(key), stop.Token);
        await bench.Clock.WaitForTimersAsync(1);
        await stop.CancelAsync();
        await call.Awaiting(t => t).Should().ThrowAsync<OperationCanceledException>();
        bench.Sent.Should().Be(1);
        bench.Clock.ArmedTimers.Should().Be(0);
    }

    [Fact]
    public async Task No_repeats_is_a_choice()
    {
        using var bench = new HostBench(frob => frob.UsePace(pace => pace.Repeats = 0));
        var key = await bench.KeptAsync();
        bench.Service.Faults.Next("user.getInfo", Fault.Code(29));
        using var reply = await bench.SendAsync(Get().WithGrant(key));
        reply.TryGetFrobError(out _).Should().BeTrue();
        bench.Sent.Should().Be(1);
    }

    [Fact]
    public async Task A_call_in_a_long_hold_is_refused_without_a_request_and_not_repeated()
    {
        using var bench = new HostBench();
        var key = await bench.KeptAsync();
        bench.Pace.Heard(Quota);
        var refused = await bench.Awaiting(b => b.SendAsync(Get().WithGrant(key))).Should().ThrowAsync<FrobCallException>();
        refused.Which.Error.Kind.Should().Be(FrobErrorKind.QuotaExceeded);
        bench.Sent.Should().Be(0);
    }

    private static async Task WaitersAsync(HostBench bench)
    {
        while (bench.Pace.Waiting == 0)
            await Task.Yield();
    }
}
