using Auth.Frob.Errors;
using Auth.Frob.Extensions.Calls;
using Auth.Frob.Extensions.Grants;
using Auth.Frob.Extensions.Pacing;
using Auth.Frob.Outcomes;
using Auth.Frob.Testing.Simulation;
using static Auth.Frob.Extensions.Tests.Calls.SignedCallsTests;

namespace Auth.Frob.Extensions.Tests.Calls;

/// <summary>Signed calls keep to their key's pace, and give back what they did not use.</summary>
public sealed class CallPaceTests
{
    private const string Get = $"{CallBench.LastFmApi}?method=user.getInfo";
    private const int Published = 1500;

    [Fact]
    public async Task A_call_that_the_transport_lost_gives_its_turn_back()
    {
        using var bench = new CallBench();
        var key = await bench.LastFmGrantAsync();
        var client = bench.Signed("lastfm");
        bench.Wire.Answer = (_, _, _) => throw new HttpRequestException("refused");
        for (var i = 0; i <= Published; i++)
            await client.Invoking(c => c.SendAsync(Request(HttpMethod.Get, Get, key), CancellationToken.None)).Should().ThrowAsync<HttpRequestException>();
    }

    [Fact]
    public async Task A_call_that_is_refused_when_it_is_signed_gives_its_turn_back()
    {
        using var bench = new CallBench();
        var key = await bench.LastFmGrantAsync();
        bench.Store.Keep(key, await bench.GrantOf(key) with { KeyPrint = "0123456789ab" }, GrantHealth.Live);
        var client = bench.Signed("lastfm");
        for (var i = 0; i <= Published; i++)
        {
            (await client.Invoking(c => c.SendAsync(Request(HttpMethod.Get, Get, key), CancellationToken.None)).Should().ThrowAsync<FrobCallException>())
                .Which.Error.Kind.Should().Be(FrobErrorKind.Mismatch);
        }
    }

    [Fact]
    public async Task Answered_calls_use_the_budget_up_and_then_wait()
    {
        using var bench = new CallBench(pace: new PaceOptions { LongestWait = TimeSpan.Zero });
        var key = await bench.LastFmGrantAsync();
        var client = bench.Signed("lastfm");
        bench.Wire.Answer = (_, _, _) => Task.FromResult(new HttpResponseMessage());
        for (var i = 0; i < Published; i++)
            await client.SendAsync(Request(HttpMethod.Get, Get, key), CancellationToken.None);
        (await client.Invoking(c => c.SendAsync(Request(HttpMethod.Get, Get, key), CancellationToken.None)).Should().ThrowAsync<FrobCallException>())
            .Which.Error.Kind.Should().Be(FrobErrorKind.RateLimited);
        bench.Wire.Sent.Should().HaveCount(Published);
    }

    [Fact]
    public async Task A_services_wish_to_wait_is_heard_and_a_call_that_waited_asks_the_store_again()
    {
        using var bench = new CallBench();
        var key = await bench.LastFmGrantAsync();
        var client = bench.Signed("lastfm");
        bench.LastFm.Faults.Next("user.getInfo", Fault.TooManyRequests with { RetryAfter = TimeSpan.FromSeconds(10) });
        var (reply, _) = await SendAsync(client, Request(HttpMethod.Get, Get, key));
        reply.TryGetFrobError(out var outcome).Should().BeTrue();
        outcome!.Error.RetryAfter.Should().Be(TimeSpan.FromSeconds(10));
        bench.Paces.Of(bench.Clients["lastfm"]).HoldLeft.Should().Be(TimeSpan.FromSeconds(10));
        var waiting = client.SendAsync(Request(HttpMethod.Get, Get, key), CancellationToken.None);
        var dying = client.SendAsync(Request(HttpMethod.Get, Get, key), CancellationToken.None);
        waiting.IsCompleted.Should().BeFalse();
        bench.Store.Keep(key, await bench.GrantOf(key), GrantHealth.Dead("the service answered 9", bench.Clock.GetUtcNow()));
        bench.Clock.Advance(TimeSpan.FromSeconds(10));
        (await waiting.Invoking(w => w).Should().ThrowAsync<FrobCallException>()).Which.Error.Kind.Should().Be(FrobErrorKind.InvalidGrant);
        await dying.Invoking(w => w).Should().ThrowAsync<FrobCallException>();
        bench.Wire.Sent.Should().HaveCount(1);
    }

    [Fact]
    public async Task A_call_that_waited_is_signed_as_the_flow_of_the_new_sign_in_asks()
    {
        using var bench = new CallBench();
        var key = await bench.IpernityGrantAsync();
        var oauth = await bench.GrantOf(await bench.IpernityGrantAsync(flow: "oauth"));
        var client = bench.Signed("ipernity");
        bench.Ipernity.Faults.Next("doc.getList", Fault.TooManyRequests);
        await SendAsync(client, Request(HttpMethod.Get, $"{CallBench.IpernityApi}doc.getList/json", key));
        // Parts are signed by one flow and not by the other.
        using var parts = new MultipartFormDataContent { { new StringContent("x"), "title" } };
        var waiting = client.SendAsync(Request(HttpMethod.Post, $"{CallBench.IpernityApi}doc.set/json", key, parts), CancellationToken.None);
        waiting.IsCompleted.Should().BeFalse();
        bench.Store.Keep(key, oauth with { Account = (await bench.GrantOf(key)).Account }, GrantHealth.Live);
        bench.Clock.Advance(bench.Paces.Of(bench.Clients["ipernity"]).HoldLeft);
        (await waiting).TryGetFrobError(out var error).Should().BeFalse(error?.ToString());
    }

    [Fact]
    public async Task A_call_that_waited_is_held_against_what_the_new_sign_in_allows()
    {
        using var bench = new CallBench();
        var key = await bench.IpernityGrantAsync();
        var client = bench.Signed("ipernity");
        bench.Ipernity.Faults.Next("doc.getList", Fault.TooManyRequests);
        await SendAsync(client, Request(HttpMethod.Get, $"{CallBench.IpernityApi}doc.getList/json", key));
        var needed = Permissions.None.With("doc", PermissionLevel.Write);
        var waiting = client.SendAsync(Request(HttpMethod.Get, $"{CallBench.IpernityApi}doc.getList/json", key).WithNeeded(needed), CancellationToken.None);
        bench.Store.Keep(key, await bench.GrantOf(key) with { Permissions = Permissions.None.With("doc", PermissionLevel.Read) }, GrantHealth.Live);
        bench.Clock.Advance(bench.Paces.Of(bench.Clients["ipernity"]).HoldLeft);
        (await waiting.Invoking(w => w).Should().ThrowAsync<FrobCallException>()).Which.Error.Kind.Should().Be(FrobErrorKind.InsufficientPermission);
        bench.Wire.Sent.Should().HaveCount(1);
    }

    [Fact]
    public async Task A_caller_who_cancels_while_waiting_is_cancelled_and_sends_nothing()
    {
        using var bench = new CallBench();
        using var stop = new CancellationTokenSource();
        var key = await bench.LastFmGrantAsync();
        var client = bench.Signed("lastfm");
        bench.LastFm.Faults.Next("user.getInfo", Fault.TooManyRequests);
        await SendAsync(client, Request(HttpMethod.Get, Get, key));
        var waiting = client.SendAsync(Request(HttpMethod.Get, Get, key), stop.Token);
        await stop.CancelAsync();
        await waiting.Invoking(w => w).Should().ThrowAsync<OperationCanceledException>();
        bench.Wire.Sent.Should().HaveCount(1);
    }
}
