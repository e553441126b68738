using Auth.Frob.Desktop.Ways;
using Auth.Frob.Errors;
using Auth.Frob.Ipernity;
using Auth.Frob.LastFm;
using Auth.Frob.Recipes;
using Auth.Frob.Slots;

namespace Auth.Frob.Desktop.Tests.SignIn;

public sealed class WayChoiceTests
{
    private const string Here = "http://127.0.0.1:0/cb";
    private const string Elsewhere = "https://app.example/cb";

    /// <summary>Service, machine, forced flow, forced way, callback; the flow and way that are chosen.</summary>
    public static TheoryData<string, string, string?, WayBack?, string?, string> Table => new()
    {
        { "lastfm", "desk", null, null, null, "desktop Poll" },
        { "lastfm", "service", null, null, null, "desktop Poll" },
        { "lastfm", "remote", null, null, null, "desktop Poll" },
        { "lastfm", "container", null, null, null, "desktop Poll" },
        { "lastfm", "bare", null, null, null, "desktop Poll" },
        { "lastfm", "desk", "web", null, null, "web Loopback" },
        { "lastfm", "desk", null, null, Here, "web Loopback" },
        { "lastfm", "text", "web", null, null, "web Loopback" },
        { "lastfm", "remote", "web", null, null, "web Paste" },
        { "lastfm", "container", "web", null, null, "web Paste" },
        { "lastfm", "desk", null, null, Elsewhere, "web Paste" },
        { "lastfm", "desk", null, WayBack.Loopback, null, "web Loopback" },
        { "lastfm", "remote", null, WayBack.Loopback, null, "web Loopback" },
        { "lastfm", "bare", null, WayBack.Loopback, null, "web Loopback" },
        { "lastfm", "desk", null, WayBack.Enter, null, "desktop Enter" },
        { "lastfm", "desk", null, WayBack.Paste, null, "web Paste" },
        { "lastfm", "desk", null, WayBack.Password, null, "mobile Password" },
        { "lastfm", "desk", "mobile", null, null, "mobile Password" },
        { "ipernity", "desk", null, null, null, "desktop Enter" },
        { "ipernity", "remote", null, null, null, "desktop Enter" },
        { "ipernity", "service", null, null, null, "oauth Loopback" },
        { "ipernity", "desk", null, WayBack.Loopback, null, "oauth Loopback" },
        { "ipernity", "desk", "web", null, Here, "web Loopback" },
        { "ipernity", "desk", "web", null, null, "web Paste" },
        { "ipernity", "desk", "web", null, Elsewhere, "web Paste" },
        { "ipernity", "desk", null, null, Here, "oauth Loopback" },
        { "ipernity", "remote", "oauth", null, null, "oauth Enter" },
        { "ipernity", "desk", "oauth", WayBack.Enter, null, "oauth Enter" },
    };

    [Theory]
    [MemberData(nameof(Table))]
    public void Flow_and_way_are_chosen_from_recipe_machine_and_request(
        string service, string machine, string? flow, WayBack? way, string? callback, string chosen)
    {
        var plan = Choose(service, machine, new DesktopRequest { Flow = flow, Way = way, Callback = callback is null ? null : new Uri(callback) });
        $"{plan.Flow.Name} {plan.Way}".Should().Be(chosen);
    }

    [Theory]
    [InlineData("ipernity", "bare", null, null, null, "*Enter*'desktop'*nobody can type*Loopback*'oauth'*neither a display nor a browser*")]
    [InlineData("ipernity", "bare", "web", null, null, "*Loopback*'web'*registered with the key*Paste*'web'*nobody can type*offers here: nothing*")]
    [InlineData("ipernity", "desk", null, WayBack.Poll, null, "*does not offer Poll here; what it offers here: Enter with the flow 'desktop', Loopback with*")]
    [InlineData("ipernity", "desk", null, WayBack.Password, null, "*does not offer Password*")]
    [InlineData("lastfm", "desk", "desktop", WayBack.Loopback, null, "*does not offer Loopback with the flow 'desktop'*Poll with the flow 'desktop'*")]
    [InlineData("lastfm", "service", null, WayBack.Enter, null, "*Enter*nobody can type*Poll with the flow 'desktop'*")]
    [InlineData("lastfm", "service", null, WayBack.Password, null, "*Password*nobody can type*")]
    [InlineData("lastfm", "desk", null, WayBack.Loopback, Elsewhere, "*no http address of this machine*")]
    [InlineData("lastfm", "desk", null, WayBack.Loopback, "http://127.0.0.2:5/cb", "*no http address of this machine*")]
    [InlineData("lastfm", "desk", null, WayBack.Loopback, "https://127.0.0.1:5/cb", "*no http address of this machine*")]
    [InlineData("lastfm", "desk", null, WayBack.Poll, Here, "*a callback is given, and this way has none*")]
    [InlineData("lastfm", "desk", "nothing", null, null, "*no such flow; there are: desktop, web, mobile*")]
    public void Where_nothing_fits_every_reason_is_named(
        string service, string machine, string? flow, WayBack? way, string? callback, string reasons)
    {
        var choose = () => Choose(service, machine, new DesktopRequest { Flow = flow, Way = way, Callback = callback is null ? null : new Uri(callback) });
        choose.Should().Throw<FrobUsageException>().Which.Message.ReplaceLineEndings(" ").Should().Match(reasons);
    }

    [Fact]
    public void A_password_is_chosen_by_itself_only_where_no_page_can_be()
    {
        var given = new DesktopRequest { Username = "alice", Password = new Secret("x") };
        Choose("lastfm", "desk", given).Way.Should().Be(WayBack.Poll);
        var unpolled = LastFmRecipe.Provider with { Flows = [.. LastFmRecipe.Provider.Flows.Where(static f => f.Name is "web" or "mobile")] };
        WayChoice.Choose(unpolled, "lastfm", new Situation(TestMachines.Bare, given)).Way.Should().Be(WayBack.Password);
        WayChoice.Choose(unpolled, "lastfm", new Situation(TestMachines.Container, given)).Way.Should().Be(WayBack.Paste);
        var nothing = () => WayChoice.Choose(unpolled, "lastfm", new Situation(TestMachines.Bare, given with { Password = null }));
        nothing.Should().Throw<FrobUsageException>().WithMessage("*Password*nobody can type*");
    }

    [Fact]
    public void A_flow_that_can_be_polled_and_has_a_redirect_is_polled_unless_an_address_is_given()
    {
        var web = (ConsentFlow)LastFmRecipe.Provider.FindFlow("web")!;
        var both = web with { PollEvery = TimeSpan.FromSeconds(5), Callback = web.Callback! with { IsOptional = true } };
        var provider = LastFmRecipe.Provider with { Flows = [both] };
        WayBack Chosen(DesktopRequest request) => WayChoice.Choose(provider, "lastfm", new Situation(TestMachines.Desk, request)).Way;
        Chosen(new DesktopRequest()).Should().Be(WayBack.Poll);
        Chosen(new DesktopRequest { Callback = new Uri(Here) }).Should().Be(WayBack.Loopback);
    }

    [Fact]
    public void A_port_that_is_taken_leads_to_the_next_way_or_is_the_reason()
    {
        var request = new DesktopRequest { Flow = "web", Callback = new Uri("http://127.0.0.1:5/cb") };
        WayChoice.Choose(LastFmRecipe.Provider, "lastfm", new Situation(TestMachines.Desk, request, "port 5 is taken")).Way.Should().Be(WayBack.Paste);
        var forced = () => WayChoice.Choose(
            LastFmRecipe.Provider, "lastfm", new Situation(TestMachines.Desk, request with { Way = WayBack.Loopback }, "port 5 is taken"));
        forced.Should().Throw<FrobUsageException>().WithMessage("*port 5 is taken*");
    }

    [Fact]
    public void A_code_is_typed_where_the_page_shows_one()
    {
        var desktop = (ConsentFlow)LastFmRecipe.Provider.FindFlow("desktop")!;
        var coded = LastFmRecipe.Provider with { Flows = [desktop with { TypedCode = new Slot("verifier", true) }] };
        WayChoice.Choose(coded, "lastfm", new Situation(TestMachines.Desk, new DesktopRequest())).Way.Should().Be(WayBack.Paste);
    }

    private static DesktopPlan Choose(string service, string machine, DesktopRequest request) => WayChoice.Choose(
        service == "lastfm" ? LastFmRecipe.Provider : IpernityRecipe.Provider, service, new Situation(TestMachines.Of(machine), request));
}
