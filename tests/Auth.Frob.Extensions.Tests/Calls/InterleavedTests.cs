using System.Collections.Concurrent;
using System.Text;
using System.Threading.RateLimiting;
using Auth.Frob.Extensions.Grants;
using Auth.Frob.Extensions.Pacing;
using Auth.Frob.Testing.Simulation;
using static Auth.Frob.Extensions.Tests.Calls.SignedCallsTests;

namespace Auth.Frob.Extensions.Tests.Calls;

/// <summary>Two accounts over one handler never mix.</summary>
public sealed class InterleavedTests
{
    private const int Calls = 10_000;
    private const int AtOnce = 64;

    [Theory]
    [InlineData("lastfm")]
    [InlineData("ipernity")]
    [InlineData("oauth")]
    public async Task Ten_thousand_calls_of_two_accounts_each_arrive_with_their_own_grant(string which)
    {
        // No more than so many at once, and each of them returned: a turn that was lost would end the run.
        var pace = new PaceOptions();
        foreach (var name in new[] { "lastfm", "ipernity" })
            pace.Limiters[name] = _ => new ConcurrencyLimiter(new() { PermitLimit = AtOnce });
        using var bench = new CallBench(pace: pace);
        var keys = new Dictionary<string, GrantKey> { ["alice"] = await KeyAsync(bench, which, "alice"), ["bob"] = await KeyAsync(bench, which, "bob") };
        var instance = keys["alice"].Instance;
        SimulatedService service = instance == "lastfm" ? bench.LastFm : bench.Ipernity;
        var seen = new ConcurrentDictionary<string, int>();
        var client = bench.Signed(instance);
        var transport = new HttpMessageInvoker(new SimulatedServiceHandler(service));
        bench.Wire.Answer = async (sent, request, cancellationToken) =>
        {
            seen.AddOrUpdate($"{WhoSays(sent)} by {WhoIsIt(sent, service)}", 1, (_, count) => count + 1);
            await Task.Yield();
            using var copy = new HttpRequestMessage(sent.Method, request.RequestUri) { Content = request.Content is null ? null : new ByteArrayContent(sent.Body) };
            foreach (var (name, value) in sent.Headers)
                _ = copy.Headers.TryAddWithoutValidation(name, value) || copy.Content!.Headers.TryAddWithoutValidation(name, value);
            return await transport.SendAsync(copy, cancellationToken);
        };
        var refused = 0;
        await Parallel.ForEachAsync(Enumerable.Range(0, Calls), new ParallelOptions { MaxDegreeOfParallelism = AtOnce }, async (number, _) =>
        {
            var user = number % 2 == 0 ? "alice" : "bob";
            var (reply, body) = await SendAsync(client, CallOf(instance, keys[user], user, number));
            if (!body.Contains(instance == "lastfm" && number % 4 < 2 ? user : "ok", StringComparison.Ordinal) || !reply.IsSuccessStatusCode)
                Interlocked.Increment(ref refused);
            reply.RequestMessage!.RequestUri!.Query.Should().NotContain("api_sig");
        });
        refused.Should().Be(0);
        seen.Should().BeEquivalentTo(new Dictionary<string, int> { ["alice by alice"] = Calls / 2, ["bob by bob"] = Calls / 2 });
        service.Calls.Should().HaveCountGreaterThanOrEqualTo(Calls);
    }

    private static HttpRequestMessage CallOf(string instance, GrantKey key, string user, int number) => (instance, number % 4 < 2) switch
    {
        ("lastfm", true) => Request(HttpMethod.Get, $"{CallBench.LastFmApi}?method=user.getInfo&who={user}", key),
        ("lastfm", false) => Request(HttpMethod.Post, CallBench.LastFmApi, key, Form(("method", "track.love"), ("who", user))),
        (_, true) => Request(HttpMethod.Get, $"{CallBench.IpernityApi}doc.getList/json?who={user}", key),
        _ => Request(HttpMethod.Post, $"{CallBench.IpernityApi}doc.set/json", key, Form(("who", user))),
    };

    private static string? WhoSays(SentCall sent) => Read(sent)["who"];

    // As the service knows it: whose grant the token is.
    private static string? WhoIsIt(SentCall sent, SimulatedService service)
    {
        var inHeader = sent.Headers.TryGetValue("Authorization", out var header) ? SimulatedParameters.Of(OAuthSignature.ReadHeader(header))["oauth_token"] : null;
        return service.Grants.Find(inHeader ?? Read(sent)["sk"] ?? Read(sent)["auth_token"])?.User;
    }

    private static SimulatedParameters Read(SentCall sent) => SimulatedParameters.Parse(sent.PathAndQuery[(sent.PathAndQuery.IndexOf('?', StringComparison.Ordinal) + 1)..])
        .MergedWith(SimulatedParameters.Parse(Encoding.UTF8.GetString(sent.Body)));

    private static async Task<GrantKey> KeyAsync(CallBench bench, string which, string user) =>
        which == "lastfm" ? await bench.LastFmGrantAsync(user) : await bench.IpernityGrantAsync(user, which == "oauth" ? "oauth" : "desktop");
}
