using Auth.Frob.Extensions.Grants;
using Auth.Frob.LastFm;
using Auth.Frob.Outcomes;
using Auth.Frob.Recipes;
using Auth.Frob.Slots;
using static Auth.Frob.Extensions.Tests.Calls.SignedCallsTests;

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
        using var client = new HttpMessageInvoker(bench.Handler("lastfm", new HttpClientHandler { AllowAutoRedirect = false, UseCookies = false }, clients));
        using var request = Request(HttpMethod.Get, Get, key);
        await client.Invoking(c => c.SendAsync(request, CancellationToken.None)).Should().ThrowAsync<InvalidOperationException>();
        request.Headers.Should().BeEmpty();
        request.RequestUri.Should().Be(new Uri(Get));
    }

}
