using Auth.Frob.Errors;
using Auth.Frob.Extensions.Calls;
using Auth.Frob.Extensions.Grants;
using Auth.Frob.Outcomes;
using Auth.Frob.Testing.Simulation;
using static Auth.Frob.Extensions.Tests.Calls.SignedCallsTests;

namespace Auth.Frob.Extensions.Tests.Calls;

/// <summary>What a refused grant leads to: one mark, one call of each hook, and a sign-in that clears it at once.</summary>
public sealed class HealthTests
{
    [Theory]
    [InlineData("json", "lastfm", "9")]
    [InlineData("xml", "lastfm", "9")]
    [InlineData("json", "ipernity", "107")]
    [InlineData("xml", "ipernity", "107")]
    [InlineData("json", "oauth", "107")]
    public async Task A_refused_grant_is_marked_once_told_once_and_stops_later_calls(string format, string which, string code)
    {
        using var bench = new CallBench(format);
        var told = new List<CallOutcome>();
        bench.Deaths.Add((death, _) => Told(told, death));
        var (key, address) = await KeyAsync(bench, which, format);
        Revoke(bench);
        var client = bench.Signed(key.Instance);
        var (reply, body) = await SendAsync(client, Request(HttpMethod.Get, address, key));
        reply.TryGetFrobError(out var outcome).Should().BeTrue(body);
        outcome!.Error.Kind.Should().Be(FrobErrorKind.InvalidGrant);
        outcome.Error.Code.Should().Be(code);
        outcome.Key.Should().Be(key);
        told.Should().Equal(outcome);
        var kept = (await bench.Store.FindAsync(key))!;
        kept.Health.Kind.Should().Be(GrantHealthKind.Dead);
        kept.Health.Why.Should().StartWith($"the service answered {code}");
        kept.Health.When.Should().Be(bench.Clock.GetUtcNow());
        await client.Invoking(c => c.SendAsync(Request(HttpMethod.Get, address, key), CancellationToken.None)).Should().ThrowAsync<FrobCallException>();
        bench.Wire.Sent.Should().HaveCount(1);
        var (again, newAddress) = await KeyAsync(bench, which, format);
        again.Should().Be(key);
        (await SendAsync(client, Request(HttpMethod.Get, newAddress, key))).Reply.TryGetFrobError(out _).Should().BeFalse();
    }

    [Fact]
    public async Task Of_64_calls_at_once_one_marks_and_one_tells()
    {
        using var bench = new CallBench();
        var told = 0;
        bench.Deaths.Add((_, _) => { Interlocked.Increment(ref told); return ValueTask.CompletedTask; });
        var key = await bench.LastFmGrantAsync();
        Revoke(bench);
        var client = bench.Signed("lastfm");
        var all = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var arrived = 0;
        bench.Wire.Answer = async (_, request, _) =>
        {
            // All of them are on their way before the first is answered.
            if (Interlocked.Increment(ref arrived) == 64)
                all.SetResult();
            await all.Task;
            return new HttpResponseMessage { RequestMessage = request, Content = new StringContent("{\"error\":9,\"message\":\"no\"}") };
        };
        var replies = await Task.WhenAll(Enumerable.Range(0, 64).Select(_ => Task.Run(() =>
            client.SendAsync(Request(HttpMethod.Get, $"{CallBench.LastFmApi}?method=user.getInfo", key), CancellationToken.None))));
        replies.Should().OnlyContain(reply => IsError(reply, FrobErrorKind.InvalidGrant));
        bench.Store.Marks.Should().ContainSingle();
        told.Should().Be(1);
    }

    [Fact]
    public async Task A_grant_that_was_replaced_meanwhile_is_not_marked()
    {
        using var bench = new CallBench();
        var told = new List<CallOutcome>();
        bench.Deaths.Add((death, _) => Told(told, death));
        var key = await bench.LastFmGrantAsync();
        var client = bench.Signed("lastfm");
        bench.Wire.Answer = async (_, request, _) =>
        {
            await bench.LastFmGrantAsync();
            return new HttpResponseMessage { RequestMessage = request, Content = new StringContent("{\"error\":9}") };
        };
        var (reply, _) = await SendAsync(client, Request(HttpMethod.Get, $"{CallBench.LastFmApi}?method=user.getInfo", key));
        IsError(reply, FrobErrorKind.InvalidGrant).Should().BeTrue();
        (await bench.Store.FindAsync(key))!.Health.Kind.Should().Be(GrantHealthKind.Live);
        told.Should().BeEmpty();
    }

    [Fact]
    public async Task A_store_that_fails_to_mark_keeps_nobody_from_the_reply()
    {
        using var bench = new CallBench();
        var told = new List<CallOutcome>();
        bench.Deaths.Add((death, _) => Told(told, death));
        var key = await bench.LastFmGrantAsync();
        Revoke(bench);
        bench.Store.MarkFault = new IOException("the disk is full");
        var client = bench.Signed("lastfm");
        var address = $"{CallBench.LastFmApi}?method=user.getInfo&format=json";
        var (reply, body) = await SendAsync(client, Request(HttpMethod.Get, address, key));
        IsError(reply, FrobErrorKind.InvalidGrant).Should().BeTrue();
        body.Should().Contain("\"error\":9");
        told.Should().BeEmpty();
        // The next call finds out anew.
        bench.Store.MarkFault = null;
        await SendAsync(client, Request(HttpMethod.Get, address, key));
        told.Should().ContainSingle();
    }

    [Fact]
    public async Task A_hook_that_throws_keeps_nobody_from_the_reply_and_the_others_from_nothing()
    {
        using var bench = new CallBench();
        var told = new List<CallOutcome>();
        bench.Deaths.Add((_, _) => throw new InvalidOperationException("hook"));
        bench.Deaths.Add((death, _) => Told(told, death));
        var key = await bench.LastFmGrantAsync();
        Revoke(bench);
        var (reply, _) = await SendAsync(bench.Signed("lastfm"), Request(HttpMethod.Get, $"{CallBench.LastFmApi}?method=user.getInfo", key));
        IsError(reply, FrobErrorKind.InvalidGrant).Should().BeTrue();
        told.Should().ContainSingle();
    }

    [Fact]
    public async Task Who_is_told_is_not_cancelled_with_the_call_that_found_out()
    {
        using var bench = new CallBench();
        using var stop = new CancellationTokenSource();
        var told = new List<CallOutcome>();
        bench.Deaths.Add(async (death, cancellationToken) =>
        {
            await stop.CancelAsync();
            cancellationToken.ThrowIfCancellationRequested();
            told.Add(death);
        });
        var key = await bench.LastFmGrantAsync();
        Revoke(bench);
        await bench.Signed("lastfm").SendAsync(Request(HttpMethod.Get, $"{CallBench.LastFmApi}?method=user.getInfo", key), stop.Token);
        told.Should().ContainSingle();
    }

    [Theory]
    [InlineData("lastfm")]
    [InlineData("ipernity")]
    public async Task A_transport_that_fails_is_passed_on_and_marks_nothing(string instance)
    {
        using var bench = new CallBench();
        var (key, address) = await KeyAsync(bench, instance, "json");
        var client = bench.Signed(instance);
        Exception[] faults = [new HttpRequestException("refused"), new TaskCanceledException("timeout"), new InvalidOperationException("odd")];
        foreach (var fault in faults)
        {
            bench.Wire.Answer = (_, _, _) => throw fault;
            (await client.Invoking(c => c.SendAsync(Request(HttpMethod.Get, address, key), CancellationToken.None)).Should().ThrowAsync<Exception>())
                .Which.Should().BeSameAs(fault);
        }
        (await bench.Store.FindAsync(key))!.Health.Kind.Should().Be(GrantHealthKind.Live);
        bench.Wire.Answer = null;
        (await SendAsync(client, Request(HttpMethod.Get, address, key))).Reply.TryGetFrobError(out _).Should().BeFalse();
    }

    [Theory]
    [InlineData("json")]
    [InlineData("xml")]
    public async Task A_missing_permission_is_named_where_the_call_said_what_it_needs(string format)
    {
        using var bench = new CallBench(format);
        // The service granted less than it said: what the store has is no proof.
        var key = await bench.IpernityGrantAsync(permissions: Permissions.None.With("doc", PermissionLevel.Read));
        var grant = await bench.GrantOf(key);
        var request = Request(HttpMethod.Post, $"{CallBench.IpernityApi}doc.delete/{format}", key);
        var (reply, _) = await SendAsync(bench.Signed("ipernity"), request);
        reply.TryGetFrobError(out var unsaid).Should().BeTrue();
        unsaid!.Error.Kind.Should().Be(FrobErrorKind.InsufficientPermission);
        unsaid.Missing.Should().BeEmpty();
        unsaid.Error.Cause.Should().Contain("'doc.delete'").And.Contain("it allows").And.Contain("doc=read");
        unsaid.Error.Remedy.Should().Contain("ConsentRequest.For(grant, add: ...)");
        bench.Store.Keep(key, grant with { Permissions = Permissions.None }, GrantHealth.Live);
        var needed = Permissions.None.With("doc", PermissionLevel.Delete);
        (reply, _) = await SendAsync(bench.Signed("ipernity"), Request(HttpMethod.Post, $"{CallBench.IpernityApi}doc.delete/{format}", key).WithNeeded(needed));
        reply.TryGetFrobError(out var said).Should().BeTrue();
        said!.Missing.Should().Equal(needed);
        said.Error.Cause.Should().Contain("doc=delete");
        (await bench.Store.FindAsync(key))!.Health.Kind.Should().Be(GrantHealthKind.Live);
        var asked = ConsentRequest.For(grant, said.Missing);
        asked.Permissions.LevelOf("doc").Should().Be(PermissionLevel.Delete);
    }

    [Fact]
    public async Task From_a_refusal_the_way_leads_over_consent_to_a_grant_that_is_enough()
    {
        using var bench = new CallBench();
        var key = await bench.IpernityGrantAsync(permissions: Permissions.None.With("doc", PermissionLevel.Read).With("blog", PermissionLevel.Read));
        HttpRequestMessage Call() => Request(HttpMethod.Post, $"{CallBench.IpernityApi}doc.set/json", key);
        (await SendAsync(bench.Signed("ipernity"), Call())).Reply.TryGetFrobError(out var refused).Should().BeTrue();
        refused!.Error.Kind.Should().Be(FrobErrorKind.InsufficientPermission);
        var asked = ConsentRequest.For(await bench.GrantOf(key), add: Permissions.None.With("doc", PermissionLevel.Write));
        (await bench.IpernityGrantAsync(flow: asked.Flow!, permissions: asked.Permissions)).Should().Be(key);
        (await SendAsync(bench.Signed("ipernity"), Call())).Reply.TryGetFrobError(out _).Should().BeFalse();
        (await bench.GrantOf(key)).Permissions.ToString().Should().Contain("blog=read").And.Contain("doc=write");
    }

    [Fact]
    public async Task Where_there_are_no_permissions_the_services_own_words_stay()
    {
        using var bench = new CallBench();
        var key = await bench.LastFmGrantAsync();
        bench.LastFm.Faults.Next("user.getInfo", Fault.Code(17));
        var (reply, _) = await SendAsync(bench.Signed("lastfm"), Request(HttpMethod.Get, $"{CallBench.LastFmApi}?method=user.getInfo", key));
        reply.TryGetFrobError(out var outcome).Should().BeTrue();
        outcome!.Error.Kind.Should().Be(FrobErrorKind.InsufficientPermission);
        outcome.Error.Remedy.Should().Be(new FrobError(FrobErrorKind.InsufficientPermission).Remedy);
    }

    private static bool IsError(HttpResponseMessage reply, FrobErrorKind kind) => reply.TryGetFrobError(out var outcome) && outcome.Error.Kind == kind;

    private static void Revoke(CallBench bench)
    {
        bench.LastFm.Grants.RevokeAllOf("alice");
        bench.Ipernity.Grants.RevokeAllOf("alice");
    }

    private static ValueTask Told(List<CallOutcome> told, CallOutcome death)
    {
        told.Add(death);
        return ValueTask.CompletedTask;
    }

    private static async Task<(GrantKey Key, string Address)> KeyAsync(CallBench bench, string which, string format) => which == "lastfm"
        ? (await bench.LastFmGrantAsync(), $"{CallBench.LastFmApi}?method=user.getInfo&format={format}")
        : (await bench.IpernityGrantAsync(flow: which == "oauth" ? "oauth" : "desktop"), $"{CallBench.IpernityApi}doc.getList/{format}");
}
