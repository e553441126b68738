using Auth.Frob.Ipernity.Simulator;
using Auth.Frob.Testing.Simulation;
using static Auth.Frob.Ipernity.Tests.SimulatedIpernityBench;

namespace Auth.Frob.Ipernity.Tests;

public sealed class SimulatedIpernityConsentTests
{
    private readonly SimulatedIpernityBench _bench = new();

    [Fact]
    public async Task The_desktop_flow_ends_with_token_permissions_and_user()
    {
        string frob = await _bench.FrobAsync();
        SimulatedReply page = await _bench.DecideAsync(Link(("frob", frob), ("perm_doc", "write"), ("perm_network", "read")), "allow");
        page.Status.Should().Be(200);
        page.Header("Location").Should().BeNull();

        var auth = Json(await _bench.CallAsync("auth.getToken", ("frob", frob))).GetProperty("auth");

        auth.GetProperty("token").GetString().Should().StartWith("1234-");
        auth.GetProperty("permissions").GetRawText().Should()
            .Be("""{"doc":"write","blog":"none","post":"none","network":"read","profile":"none"}""");
        auth.GetProperty("user").GetRawText().Should()
            .Be("""{"user_id":"1234","username":"Superman","realname":"Kal-El","lg":"en","is_pro":"1"}""");
    }

    [Fact]
    public async Task The_web_flow_sends_a_fresh_frob_to_the_registered_callback()
    {
        SimulatedReply reply = await _bench.DecideAsync(Link(("perm_doc", "read")), "allow");

        reply.Status.Should().Be(302);
        string location = reply.Header("Location")!;
        location.Should().StartWith("http://127.0.0.1:9/cb?x=1&frob=");
        string frob = location["http://127.0.0.1:9/cb?x=1&frob=".Length..];
        Code(await _bench.CallAsync("auth.getToken", ("frob", frob))).Should().BeEmpty();
    }

    [Fact]
    public async Task A_callback_without_a_query_gets_one()
    {
        var bench = new SimulatedIpernityBench(null, new SimulatedApp(Key, Secret) { Callback = "https://site.example/back" });
        SimulatedReply reply = await bench.DecideAsync(Link(("perm_doc", "read")), "allow");
        reply.Header("Location").Should().StartWith("https://site.example/back?frob=");
    }

    [Fact]
    public async Task Refusing_shows_a_page_and_leaves_the_frob_unapproved()
    {
        string frob = await _bench.FrobAsync();
        foreach (string link in new[] { Link(("frob", frob)), Link(("perm_doc", "read")) })
        {
            SimulatedReply reply = await _bench.DecideAsync(link, "refuse");
            reply.Status.Should().Be(200);
            reply.Header("Location").Should().BeNull();
        }

        _bench.Service.Frobs.State(frob).Should().Be(FrobState.Issued);
    }

    [Fact]
    public async Task The_page_is_a_form_that_posts_everything_back()
    {
        string page = (await _bench.GetAsync(Link(("perm_doc", "write"), ("lg", "en")))).BodyText;
        page.Should().Contain("<form method=\"post\" action=\"/apps/authorize\">")
            .And.Contain("name=\"perm_doc\" value=\"write\"").And.Contain("name=\"lg\" value=\"en\"").And.Contain("name=\"api_sig\"")
            .And.Contain("<button type=\"submit\" name=\"decision\" value=\"allow\">")
            .And.Contain("<button type=\"submit\" name=\"decision\" value=\"refuse\">")
            .And.Contain("Anna &amp; &lt;Bob&gt;").And.Contain("<li>doc: write</li>").And.Contain("type=\"password\"");
    }

    [Fact]
    public async Task A_wrong_password_shows_the_page_again()
    {
        string frob = await _bench.FrobAsync();
        SimulatedReply reply = await _bench.DecideAsync(Link(("frob", frob)), "allow", password: "wrong");
        reply.BodyText.Should().Contain("Name or password is wrong.");
        _bench.Service.Frobs.State(frob).Should().Be(FrobState.Issued);
    }

    [Fact]
    public async Task Links_that_ask_for_what_does_not_exist_are_refused()
    {
        (await _bench.GetAsync(Link(("perm_doc", "everything")))).Status.Should().Be(400);
        (await _bench.GetAsync(Link(("perm_profile", "delete")))).Status.Should().Be(400);
        (await _bench.GetAsync(Link(("frob", "never")))).Status.Should().Be(400);
        (await _bench.GetAsync($"{Site}/apps/authorize?api_key={Key}&perm_doc=read")).Status.Should().Be(403);
        (await _bench.GetAsync($"{Site}/apps/authorize?api_key=unknown&perm_doc=read&api_sig=0")).Status.Should().Be(403);
        (await _bench.GetAsync(Link(("perm_mood", "read")))).Status.Should().Be(200, "an area nobody knows yet is passed over");
        var strict = new SimulatedIpernityBench(new SimulatedIpernityOptions { Mode = SimulationMode.Strict });
        (await strict.GetAsync(Link(("perm_mood", "read")))).Status.Should().Be(400);
    }

    [Fact]
    public async Task Whoever_granted_as_much_before_goes_straight_back()
    {
        await _bench.TokenAsync(("perm_doc", "write"));
        SimulatedReply signedIn = await _bench.DecideAsync(Link(("perm_doc", "read")), "allow");
        string cookie = signedIn.Header("Set-Cookie")!.Split(';')[0];

        (await _bench.GetAsync(Link(("perm_doc", "read")), cookie)).Status.Should().Be(302);
        (await _bench.GetAsync(Link(("perm_doc", "delete")), cookie)).BodyText.Should().Contain("You are signed in as <strong>Superman</strong>");
        string frob = await _bench.FrobAsync();
        (await _bench.GetAsync(Link(("frob", frob), ("perm_doc", "read")), cookie)).Status.Should().Be(200, "a frob from elsewhere is asked about");
    }

    [Fact]
    public async Task CheckToken_says_perms_in_xml_and_permissions_in_json_and_adds_preferences()
    {
        string token = await _bench.TokenAsync(("perm_doc", "write"));
        Xml(await _bench.CallAsync("auth.checkToken", "xml", [("auth_token", token)])).Element("auth")!.Element("perms")!.Attribute("doc")!.Value
            .Should().Be("write");
        var json = Json(await _bench.CallAsync("auth.checkToken", ("auth_token", token), ("extra", "pref"))).GetProperty("auth");
        json.GetProperty("permissions").GetProperty("doc").GetString().Should().Be("write");
        json.GetProperty("pref").GetProperty("lg").GetString().Should().Be("en");
        Json(await _bench.CallAsync("user.get", ("auth_token", token))).GetProperty("user").GetProperty("username").GetString().Should().Be("Superman");
    }

    [Fact]
    public async Task Strict_writes_no_more_of_the_user_in_xml_than_is_documented()
    {
        var strict = new SimulatedIpernityBench(new SimulatedIpernityOptions { Mode = SimulationMode.Strict });
        string token = await strict.TokenAsync();
        Xml(await strict.CallAsync("auth.checkToken", "xml", [("auth_token", token)])).Descendants("user").Single().Attributes()
            .Select(attribute => attribute.Name.LocalName).Should().Equal("user_id", "username", "realname");
    }
}
