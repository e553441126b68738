using Auth.Frob.Ipernity.Simulator;
using Auth.Frob.Outcomes;
using Auth.Frob.Recipes;
using Auth.Frob.Testing.Simulation;

namespace Auth.Frob.Ipernity.Tests.Snippets;

/// <summary>What the page shows, compiled and run.</summary>
public sealed class IpernitySnippets
{
    private const string Key = "76704c8b0000271B6df755a656250e26";
    private const string Shared = "ssssssssssssssss";

    [Fact]
    public async Task The_page_signs_a_user_in_and_looks_at_the_permissions()
    {
        using var transport = new HttpMessageInvoker(new SimulatedServiceHandler(new SimulatedIpernity(new SimulatedIpernityOptions
        {
            Apps = [new SimulatedApp(Key, Shared)],
            Users = [new SimulatedUser("Superman", "kr7pton")],
        })));
        string key = Key, secret = Shared;
        var upload = false;
        var builder = new FrobBuilder().UseTransport(transport);

        // <snippet:build>
        builder.AddIpernity(o =>
        {
            o.ApiKey = key;
            o.SharedSecret = secret;
            o.AppName = "MyAlbum";
            o.AppVersion = "1.0";
            o.Standing.Add(new StandingParameter("lg", "en")); // asked for since 2026, says one client
        });
        // </snippet:build>

        using var clients = builder.Build();
        var ipernity = clients["ipernity"];
        Task UserSaysDoneAsync(PendingConsent pending) => new PageVisitor(transport, "Superman", "kr7pton").VisitAsync(pending.ConsentUri.Reveal());

        // <snippet:desktop>
        var asked = Permissions.None.With("doc", PermissionLevel.Write).With("network", PermissionLevel.Read);
        var begun = await ipernity.BeginAsync(new ConsentRequest { Flow = "desktop", Permissions = asked });
        await UserSaysDoneAsync(begun.Value!); // pending and invalid are one code here: never poll, exchange once
        var granted = await ipernity.ExchangeAsync(begun.Value!, ConsentReturn.None);
        if (granted.Succeeded && granted.Value.Permissions.Covers(asked))
            upload = true;
        // </snippet:desktop>

        upload.Should().BeTrue();
    }
}
