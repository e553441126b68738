using Auth.Frob.Extensions.Grants;
using Auth.Frob.Testing.Simulation;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.DependencyInjection;

namespace Auth.Frob.LinkedAccounts.Tests.Nodes;

/// <summary>A thousand people at once, at two nodes in turn, with one database behind them.</summary>
public sealed class CrowdTests(TwoNodes nodes) : IClassFixture<TwoNodes>
{
    private const string Password = "of everybody";

    [Fact]
    public async Task A_thousand_sign_ins_at_once_lose_and_mix_none()
    {
        string[] names = [.. Enumerable.Range(0, 1000).Select(static i => $"person{i}")];
        foreach (var name in names)
            nodes.Services.LastFm.Accounts.Put(new SimulatedUser(name, Password));
        using var http = new HttpMessageInvoker(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, UseProxy = false });
        var seen = await Task.WhenAll(names.Select(name => new Walker(http, nodes.Site.Address, name, Password).SignInAsync()));
        seen.Zip(names).Where(static one => !one.First.Contains($"Signed in as <strong>{one.Second}</strong>", StringComparison.Ordinal)).Select(static one => one.First).Should().BeEmpty();
        await using var services = new ServiceCollection().AddFrobPostgreSql(nodes.Database.ConnectionString)
            .AddDataProtection().SetApplicationName("LinkedAccounts").PersistKeysToFrobPostgreSql().Services.BuildServiceProvider();
        var store = services.GetRequiredService<IGrantStore>();
        foreach (var name in names)
        {
            var kept = (await store.ListAsync($"lastfm:{name}")).Should().ContainSingle().Subject.Grant!;
            (kept.Account.Name, nodes.Services.LastFm.Grants.Find(kept.Token.Reveal())!.User).Should().Be((name, name));
        }
        nodes.Services.LastFm.Calls.Count(static call => call == "auth.getSession").Should().Be(names.Length);
        nodes.Site.Served.Select(static served => served.Node).Distinct().Should().HaveCount(2);
    }
}
