using System.Net;
using System.Threading.RateLimiting;
using Auth.Frob.Errors;
using Auth.Frob.Extensions.Calls;
using Auth.Frob.Extensions.Grants;
using Auth.Frob.Extensions.Pacing;
using Auth.Frob.LastFm;
using Auth.Frob.Outcomes;
using Auth.Frob.Recipes;
using Auth.Frob.Slots;
using static Auth.Frob.Extensions.Tests.Calls.SignedCallsTests;
using static Auth.Frob.Extensions.Tests.Pacing.PaceBench;

namespace Auth.Frob.Extensions.Tests.Calls;

/// <summary>What must hold when something goes wrong, or changes, in the middle of a call.</summary>
public sealed class CallFaultsTests
{
    private const string Get = $"{CallBench.LastFmApi}?method=user.getInfo";

    [Fact]
    public async Task A_header_that_can_not_travel_leaves_no_token_on_the_request()
    {
        using var bench = new CallBench();
        var key = await bench.LastFmGrantAsync();
        var recipe = LastFmRecipe.Provider with
        {
            Use = new GrantUse { Headers = [new Parameter("X-Token", Slot.Token), new Parameter("X-Account", Slot.AccountName)] },
        };
        using var clients = new FrobBuilder().Add<PlainOptions>(recipe, o =>
            (o.ApiKey, o.SharedSecret, o.AppName, o.AppVersion) = (CallBench.Key, CallBench.Shared, "Tests", "1.0")).Build();
        bench.Store.Keep(key, await bench.GrantOf(key) with { Account = new Account { Name = "Zoë" } }, GrantHealth.Live);
        bench.Signed("lastfm");
        using var client = new HttpMessageInvoker(bench.Handler("lastfm", bench.Wire, clients));
        using var request = Request(HttpMethod.Get, Get, key);
        await client.Invoking(c => c.SendAsync(request, CancellationToken.None)).Should().ThrowAsync<InvalidOperationException>();
        bench.Wire.Sent.Should().BeEmpty();
        request.Headers.Should().BeEmpty();
        request.RequestUri.Should().Be(new Uri(Get));
    }

    [Fact]
    public async Task A_path_in_other_letters_is_another_address()
    {
        using var bench = new CallBench();
        var request = Request(HttpMethod.Get, CallBench.IpernityApi.Replace("/api/", "/API/", StringComparison.Ordinal) + "doc.getList", await bench.IpernityGrantAsync());
        await bench.Signed("ipernity").Invoking(c => c.SendAsync(request, CancellationToken.None)).Should().ThrowAsync<FrobUsageException>();
        bench.Wire.Sent.Should().BeEmpty();
    }

    [Fact]
    public async Task A_call_that_waited_is_read_as_the_flow_of_its_new_grant_asks()
    {
        using var bench = new CallBench();
        var key = await bench.IpernityGrantAsync();
        var renewed = await bench.GrantOf(await bench.IpernityGrantAsync(flow: "oauth"));
        bench.Paces.Of(bench.Clients["ipernity"]).Heard(RateLimited);
        var client = bench.Signed("ipernity");
        var parts = new MultipartFormDataContent { { new StringContent("a title"), "title" } };
        var waiting = SendAsync(client, Request(HttpMethod.Post, $"{CallBench.IpernityApi}doc.set/json?doc_id=1", key, parts));
        waiting.IsCompleted.Should().BeFalse();
        bench.Store.Keep(key, renewed, GrantHealth.Live);
        bench.Clock.Advance(Seconds(5));
        var (reply, body) = await waiting;
        reply.TryGetFrobError(out var error).Should().BeFalse(error?.ToString());
        body.Should().Contain("ok");
    }

    [Fact]
    public async Task A_call_that_waited_is_held_against_what_its_new_grant_allows()
    {
        using var bench = new CallBench();
        var key = await bench.IpernityGrantAsync();
        bench.Paces.Of(bench.Clients["ipernity"]).Heard(RateLimited);
        var request = Request(HttpMethod.Get, $"{CallBench.IpernityApi}doc.getList/json", key).WithNeeded(Permissions.None.With("doc", PermissionLevel.Write));
        var waiting = bench.Signed("ipernity").SendAsync(request, CancellationToken.None);
        var less = await bench.GrantOf(key) with { Permissions = Permissions.None.With("doc", PermissionLevel.Read) };
        bench.Store.Keep(key, less, GrantHealth.Live);
        bench.Clock.Advance(Seconds(5));
        await waiting.Awaiting(w => w).Should().ThrowAsync<FrobCallException>().WithMessage("InsufficientPermission*");
        bench.Wire.Sent.Should().BeEmpty();
    }

    [Theory]
    [InlineData(500, false)]
    [InlineData(200, true)]
    public async Task What_is_not_the_services_word_does_not_end_a_row_of_failures(int status, bool fromElsewhere)
    {
        using var bench = new CallBench();
        var key = await bench.LastFmGrantAsync();
        var client = bench.Signed("lastfm");
        var pace = bench.Paces.Of(bench.Clients["lastfm"]);
        var answers = new Queue<int>([503, status, 503]);
        bench.Wire.Answer = (_, request, _) =>
        {
            if (fromElsewhere && answers.Peek() == status)
                request.RequestUri = new Uri("https://elsewhere.example/");
            return Task.FromResult(new HttpResponseMessage((HttpStatusCode)answers.Dequeue()) { Content = new StringContent("<html>") });
        };
        foreach (var hold in new[] { 5, 0, 10 })
        {
            await client.SendAsync(Request(HttpMethod.Get, Get, key), CancellationToken.None);
            pace.HoldLeft.Should().Be(Seconds(hold));
            bench.Clock.Advance(pace.HoldLeft);
        }
    }

    [Fact]
    public async Task A_reply_that_breaks_off_does_not_end_a_row_of_failures()
    {
        using var bench = new CallBench();
        var key = await bench.LastFmGrantAsync();
        var client = bench.Signed("lastfm");
        var pace = bench.Paces.Of(bench.Clients["lastfm"]);
        foreach (var (status, hold) in new[] { (503, 5), (200, 0), (503, 10) })
        {
            var body = new StreamContent(new OnceStream(100, status == 200 ? 10 : int.MaxValue));
            bench.Wire.Answer = (_, _, _) => Task.FromResult(new HttpResponseMessage((HttpStatusCode)status) { Content = body });
            await client.SendAsync(Request(HttpMethod.Get, Get, key), CancellationToken.None);
            pace.HoldLeft.Should().Be(Seconds(hold));
            bench.Clock.Advance(pace.HoldLeft);
        }
    }

    [Theory]
    [InlineData(ReplyStart.Bound, true)]
    [InlineData(ReplyStart.Bound + 1, false)]
    public async Task A_reply_is_read_for_an_error_up_to_its_bound_and_is_data_beyond(int length, bool isRead)
    {
        using var bench = new CallBench();
        var key = await bench.LastFmGrantAsync();
        var client = bench.Signed("lastfm");
        var text = "{\"error\":9}".PadRight(length);
        bench.Wire.Answer = (_, _, _) => Task.FromResult(new HttpResponseMessage
        {
            // Of unknown length, so that it is begun to be read.
            Content = new StreamContent(new OnceStream(length, bytes: System.Text.Encoding.ASCII.GetBytes(text))),
        });
        var (reply, body) = await SendAsync(client, Request(HttpMethod.Get, Get, key));
        reply.TryGetFrobError(out _).Should().Be(isRead);
        body.Should().Be(text);
    }

    [Fact]
    public async Task A_part_that_is_no_text_is_no_parameter_though_it_has_no_file_name()
    {
        using var bench = new CallBench();
        var key = await bench.IpernityGrantAsync();
        var data = new StreamContent(new OnceStream(100_000)) { Headers = { ContentType = new("application/octet-stream") } };
        var parts = new MultipartFormDataContent { { data, "data" } };
        bench.Signed("ipernity");
        bench.Wire.Answer = (_, _, _) => Task.FromResult(new HttpResponseMessage());
        using var client = new HttpMessageInvoker(bench.Handler("ipernity", bench.Wire));
        await client.SendAsync(Request(HttpMethod.Post, $"{CallBench.IpernityApi}doc.set/json", key, parts), CancellationToken.None);
        bench.Wire.Sent.Single().Body.Length.Should().BeGreaterThan(100_000);
    }

    [Fact]
    public async Task A_reply_that_is_data_ends_a_row_of_failures()
    {
        using var bench = new CallBench();
        var key = await bench.LastFmGrantAsync();
        var client = bench.Signed("lastfm");
        var pace = bench.Paces.Of(bench.Clients["lastfm"]);
        foreach (var (status, hold) in new[] { (503, 5), (200, 0), (503, 5) })
        {
            bench.Wire.Answer = (_, _, _) => Task.FromResult(new HttpResponseMessage((HttpStatusCode)status) { Content = new StringContent("no form") });
            await client.SendAsync(Request(HttpMethod.Get, Get, key), CancellationToken.None);
            pace.HoldLeft.Should().Be(Seconds(hold));
            bench.Clock.Advance(pace.HoldLeft);
        }
    }

    [Fact]
    public async Task Who_is_told_of_a_death_may_call_the_service()
    {
        var pace = new PaceOptions { LongestWait = TimeSpan.Zero };
        pace.Limiters["lastfm"] = _ => new ConcurrencyLimiter(new() { PermitLimit = 1 });
        using var bench = new CallBench(pace: pace);
        var (dying, living) = (await bench.LastFmGrantAsync(), await bench.LastFmGrantAsync("bob"));
        bench.LastFm.Grants.Revoke((await bench.GrantOf(dying)).Token.Reveal());
        HttpMessageInvoker client = null!;
        var told = "";
        bench.Deaths.Add(async (_, _) => told = (await SendAsync(client, Request(HttpMethod.Get, Get, living))).Body);
        client = bench.Signed("lastfm");
        await client.SendAsync(Request(HttpMethod.Get, Get, dying), CancellationToken.None);
        told.Should().Contain("bob");
    }

    [Fact]
    public async Task The_room_for_text_in_parts_is_counted_in_bytes()
    {
        using var bench = new CallBench();
        var key = await bench.LastFmGrantAsync();
        var client = bench.Signed("lastfm");
        var parts = new MultipartFormDataContent { { new StringContent(new string('€', 20_000)), "a" }, { new StringContent(new string('b', 20_000)), "b" } };
        await client.Invoking(c => c.SendAsync(Request(HttpMethod.Post, Get, key, parts), CancellationToken.None))
            .Should().ThrowAsync<FrobUsageException>().WithMessage("*the part 'b' is too large*");
    }
}
