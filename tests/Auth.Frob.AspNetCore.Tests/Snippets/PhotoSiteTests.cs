using Auth.Frob.AspNetCore.Links;
using Auth.Frob.AspNetCore.Tests.Site;
using Auth.Frob.Extensions.Registration;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;

namespace Auth.Frob.AspNetCore.Tests.Snippets;

/// <summary>What the package's page shows, run.</summary>
public sealed class PhotoSiteTests
{
    [Fact]
    public async Task The_site_of_the_page_signs_in()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseTestServer();
        builder.Services.AddHttpClient(FrobHttpClients.NameOf("my-service")).ConfigurePrimaryHttpMessageHandler(() => new EchoService());
        await using var app = PhotoSite.Build(builder, EchoService.Recipe, o => (o.ApiKey, o.AppName, o.AppVersion) = ("k", "Tests", "1.0"));
        await app.StartAsync();
        using var browser = new Browser(app.GetTestServer());
        (await browser.GetAsync(Echo.BackOf(await browser.GetAsync("/login")) + "&ticket=t")).Location.Should().Be("/");
        (await browser.GetAsync("/links")).Body.Should().Contain("\"account\":\"echo eve\"");
    }

    [Fact]
    public void The_page_that_asks_for_more_links_with_what_it_asks_for()
    {
        var challenge = new AlbumsModel().OnPost().Should().BeOfType<ChallengeResult>().Subject;
        challenge.AuthenticationSchemes.Should().Equal("my-service");
        FrobLink.PermissionsOf(challenge.Properties!)!.ToString().Should().Be("doc=write");
    }
}
