using Auth.Frob.Extensions.Grants;
using Auth.Frob.Ipernity.Simulator;
using Auth.Frob.LastFm.Simulator;
using Auth.Frob.Testing;
using Auth.Frob.Testing.Simulation;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace Auth.Frob.AspNetCore.Tests.Site;

/// <summary>What a test changes of its site, and what several nodes of one site share.</summary>
internal sealed class SiteSetup
{
    public SiteSetup()
    {
        Store = new SwitchedStore(new InMemoryGrantStore());
        Flows = new SwitchedFlows(new InMemoryUsedFlows(Clock));
        LastFm = new SimulatedLastFm(new SimulatedLastFmOptions
        {
            Time = Clock,
            Apps = [new SimulatedApp(TestSite.Key, TestSite.Shared)],
            Users = [new SimulatedUser("alice", TestSite.Password), new SimulatedUser("Bob", TestSite.Password)],
        });
        Ipernity = new SimulatedIpernity(new SimulatedIpernityOptions
        {
            Time = Clock,
            Apps = [new SimulatedApp(TestSite.Key, TestSite.Shared) { Callback = "https://site.test/signin-ipernity" }],
            Users = [new SimulatedUser("alice", TestSite.Password) { RealName = "Alice <A>" }, new SimulatedUser("Bob", TestSite.Password) { Id = "77" }],
        });
    }

    public ManualTimeProvider Clock { get; } = new();

    public MemoryKeys Keys { get; set; } = new();

    public SwitchedStore Store { get; }

    public SwitchedFlows Flows { get; }

    public SimulatedLastFm LastFm { get; }

    public SimulatedIpernity Ipernity { get; }

    public EchoService Echo { get; } = new();

    public Action<FrobAuthenticationOptions>? OnLastFm { get; set; }

    public Action<FrobAuthenticationOptions>? OnIpernity { get; set; }

    public Action<FrobAuthenticationOptions>? OnEcho { get; set; }

    public Action<IServiceCollection>? OnServices { get; set; }

    /// <summary>Whether pages are chosen after the callbacks had their say, as a site with pages for their failures does.</summary>
    public bool RoutesLater { get; init; }

    public Action<WebApplication>? OnApp { get; set; }
}
