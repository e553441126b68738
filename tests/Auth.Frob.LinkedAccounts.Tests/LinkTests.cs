namespace Auth.Frob.LinkedAccounts.Tests;

/// <summary>Linking, looking, unlinking, with real clicks.</summary>
[Collection(BrowserCollection.Name)]
public sealed class LinkTests(Chromium chromium) : IAsyncLifetime
{
    private RunningSite _site = null!;
    private Visitor _visitor = null!;

    public async Task InitializeAsync()
    {
        _site = await RunningSite.StartAsync();
        _visitor = await Visitor.ComeAsync(chromium, _site);
        await _visitor.SignInAsync();
    }

    public async Task DisposeAsync()
    {
        await _visitor.DisposeAsync();
        await _site.DisposeAsync();
    }

    [Fact]
    public async Task Both_accounts_are_linked_looked_at_and_unlinked()
    {
        await _visitor.LinkIpernityAsync();
        (await _visitor.Page.Locator("[role=status]").InnerTextAsync()).Should().Be("ipernity is linked.");
        (await _visitor.Card("ipernity").InnerTextAsync()).Should().Contain("Alice Example").And.Contain("read pictures").And.NotContain("none");
        await Visitor.PressAsync(_visitor.Card("ipernity"), "Albums");
        await _visitor.ShouldSeeAsync("Albums");
        (await _visitor.Page.Locator("tbody tr").CountAsync()).Should().Be(4);
        await _visitor.PressAsync("Your accounts");
        await Visitor.PressAsync(_visitor.Card("lastfm"), "Recent tracks");
        await _visitor.ShouldSeeAsync("Recent tracks");
        (await _visitor.Page.Locator("tbody").InnerTextAsync()).Should().Contain("Playing now").And.Contain("4 min ago");
        foreach (var (service, name) in new[] { ("ipernity", "ipernity"), ("lastfm", "Last.fm") })
        {
            await _visitor.GoAsync("/accounts");
            await Visitor.PressAsync(_visitor.Card(service), "Unlink");
            await _visitor.ShouldSeeAsync($"Unlink {name}?");
            await Visitor.PressAsync(_visitor.Page.Locator("main form"), "Unlink");
            await _visitor.ShouldSeeAsync("Your accounts");
            (await _visitor.Card(service).InnerTextAsync()).Should().Contain("Not linked");
        }
        await Visitor.PressAsync(_visitor.Card("lastfm"), "Link Last.fm");
        await _visitor.DecideAsync();
        await _visitor.ShouldSeeAsync("Your accounts");
        (await _visitor.Card("lastfm").InnerTextAsync()).Should().Contain("Linked");
    }

    [Fact]
    public async Task The_page_of_unlinking_leads_to_where_access_is_taken_back()
    {
        await Visitor.PressAsync(_visitor.Card("lastfm"), "Unlink");
        (await _visitor.Page.Locator("main a[rel=noreferrer]").GetAttributeAsync("href")).Should().Be("https://www.last.fm/settings/applications");
        await _visitor.PressAsync("Keep it");
        (await _visitor.Card("lastfm").InnerTextAsync()).Should().Contain("Linked");
    }

    [Fact]
    public async Task An_account_that_the_person_does_not_know_is_dropped()
    {
        await _visitor.PressAsync("Link ipernity");
        await _visitor.DecideAsync();
        await _visitor.ShouldSeeAsync("Is this your account?");
        (await _visitor.Page.Locator("dl").InnerTextAsync()).Should().Contain("doc=read").And.NotContain("none");
        await _visitor.PressAsync("No, drop it");
        await _visitor.ShouldSeeAsync("Your accounts");
        (await _visitor.Card("ipernity").InnerTextAsync()).Should().Contain("Not linked");
    }

    [Fact]
    public async Task A_refusal_links_nothing()
    {
        await _visitor.PressAsync("Link ipernity");
        await _visitor.DecideAsync(word: "refuse");
        await _visitor.ShouldSeeAsync("Refused");
        await _visitor.GoAsync("/accounts");
        (await _visitor.Card("ipernity").InnerTextAsync()).Should().Contain("Not linked");
    }

    [Fact]
    public async Task A_link_whose_service_echoes_nothing_stays_open_for_a_quarter_of_an_hour()
    {
        await _visitor.PressAsync("Link ipernity");
        _site.Time.Advance(TimeSpan.FromMinutes(16));
        await _visitor.DecideAsync();
        await _visitor.ShouldSeeAsync("That took too long");
    }

    [Fact]
    public async Task A_verified_account_says_when()
    {
        _site.Time.Advance(TimeSpan.FromMinutes(20));
        await _visitor.GoAsync("/accounts");
        (await _visitor.Card("lastfm").Locator("time").InnerTextAsync()).Should().Be("20 min ago");
        await Visitor.PressAsync(_visitor.Card("lastfm"), "Verify now");
        await _visitor.ShouldSeeAsync("Your accounts");
        (await _visitor.Card("lastfm").Locator("time").InnerTextAsync()).Should().Be("just now");
    }

    [Fact]
    public async Task Access_taken_back_at_the_service_is_told_and_healed_by_linking_again()
    {
        _site.Services.LastFm.Grants.RevokeAllOf(_site.Services.Person.Name);
        await Visitor.PressAsync(_visitor.Card("lastfm"), "Recent tracks");
        (await _visitor.Page.Locator("[role=alert]").InnerTextAsync()).Should().Be("The service no longer takes this link.");
        await _visitor.PressAsync("Your accounts");
        (await _visitor.Card("lastfm").InnerTextAsync()).Should().Contain("Ended");
        await _visitor.PressAsync("Link Last.fm again");
        await _visitor.DecideAsync();
        await _visitor.ShouldSeeAsync("Your accounts");
        (await _visitor.Card("lastfm").InnerTextAsync()).Should().Contain("Linked").And.NotContain("Ended");
    }

    [Fact]
    public async Task A_grant_that_cannot_be_read_is_told_and_healed_by_linking_again()
    {
        foreach (var file in _site.Grants.Where(static file => file.Length > 100))
        {
            var bytes = await File.ReadAllBytesAsync(file.FullName);
            bytes[^1] ^= 1;
            await File.WriteAllBytesAsync(file.FullName, bytes);
        }
        await _visitor.GoAsync("/accounts");
        (await _visitor.Card("lastfm").InnerTextAsync()).Should().Contain("Can’t be read");
        await _visitor.PressAsync("Link Last.fm again");
        await _visitor.DecideAsync();
        await _visitor.ShouldSeeAsync("Your accounts");
        (await _visitor.Card("lastfm").InnerTextAsync()).Should().Contain("Linked").And.NotContain("Can’t be read");
    }
}
