using Auth.Frob.Errors;
using Auth.Frob.Extensions.Pacing;
using Auth.Frob.Outcomes;
using Microsoft.Extensions.DependencyInjection;

namespace Auth.Frob.Extensions.Tests.Pacing;

/// <summary>A host that repeats everything for all its clients, as resilience by default does.</summary>
public sealed class OnceHandlerTests
{
    private static readonly ConsentRequest Desktop = new() { Flow = "desktop" };

    public static TheoryData<string, bool> Ways => new() { { "sign-in", true }, { "sign-in", false }, { "exchange", true }, { "exchange", false } };

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task What_the_host_sends_again_meets_the_fault_of_the_first_time_and_does_not_leave(string way, bool isOutside)
    {
        using var bench = Repeating(isOutside);
        var (send, before) = await PrepareAsync(bench, way);
        bench.Instead.Enqueue(_ => throw new HttpRequestException(HttpRequestError.ResponseEnded, "broke"));
        var error = await send();
        error!.Kind.Should().Be(FrobErrorKind.Unreachable);
        error.Spent.Should().Be(Spent.Unknown);
        bench.Sent.Should().Be(before + 1);
    }

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task What_the_host_sends_again_gets_the_reply_of_the_first_time_and_does_not_leave(string way, bool isOutside)
    {
        using var bench = Repeating(isOutside);
        var (send, before) = await PrepareAsync(bench, way);
        bench.Instead.Enqueue(_ => new HttpResponseMessage((System.Net.HttpStatusCode)503)
        {
            Content = new StringContent("{\"error\":11,\"message\":\"offline\"}"), Headers = { RetryAfter = new(TimeSpan.FromSeconds(7)) },
        });
        var error = await send();
        (error!.Kind, error.Code, error.RetryAfter).Should().Be((FrobErrorKind.Unavailable, "11", TimeSpan.FromSeconds(7)));
        bench.Sent.Should().Be(before + 1);
    }

    [Fact]
    public async Task What_may_be_made_twice_the_host_may_repeat()
    {
        using var bench = Repeating(true);
        bench.Instead.Enqueue(_ => throw new HttpRequestException(HttpRequestError.ResponseEnded, "broke"));
        (await bench.Client.BeginAsync(Desktop)).Succeeded.Should().BeTrue();
        bench.Sent.Should().Be(2);
    }

    [Theory]
    [InlineData("X-Other", true)]
    [InlineData("Authorization", false)]
    public void A_request_whose_signature_has_a_nonce_is_not_sent_again_after_a_reply(string header, bool helps)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "https://service.example/request");
        request.Options.Set(FrobStep.OfRequest, FrobStep.Begin);
        request.Headers.TryAddWithoutValidation(header, "OAuth oauth_nonce=\"n\"");
        RepeatRule.Flows.Allows(request).Should().BeTrue();
        using var reply = HostBench.Reply(503);
        RepeatRule.Flows.HelpsAfter(request, reply).Should().Be(helps);
    }

    private static async Task<(Func<Task<FrobError?>> Send, int Before)> PrepareAsync(HostBench bench, string way)
    {
        if (way == "sign-in")
            return (async () => (await bench.Client.SignInAsync(new SignInRequest { Username = "alice", Password = new("p@ss w0rd") })).Error, 0);
        var pending = (await bench.Client.BeginAsync(Desktop)).Value!;
        return (async () => (await bench.Client.ExchangeAsync(pending, ConsentReturn.None)).Error, 1);
    }

    // A host may say so before it adds sign-ins, or after: its handler stands before ours or behind them.
    private static HostBench Repeating(bool isOutside)
    {
        var first = new ServiceCollection();
        if (isOutside)
            Repeat(first);
        return new HostBench(isOutside ? null : static frob => Repeat(frob.Services), first);
    }

    private static void Repeat(IServiceCollection services) =>
        services.ConfigureHttpClientDefaults(static client => client.AddHttpMessageHandler(static () => new Again()));

    private sealed class Again : DelegatingHandler
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            try
            {
                var first = await base.SendAsync(request, cancellationToken);
                if (first.IsSuccessStatusCode)
                    return first;
                first.Dispose();
            }
            catch (HttpRequestException)
            {
                // Once more, whatever it was.
            }
            return await base.SendAsync(request, cancellationToken);
        }
    }
}
