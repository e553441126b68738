namespace Auth.Frob.LinkedAccounts.Tests;

/// <summary>Signing in with real clicks, on the site and on the service's page.</summary>
[Collection(BrowserCollection.Name)]
public sealed class SignInTests(Chromium chromium) : IAsyncLifetime
{
    private RunningSite _site = null!;
    private Visitor _visitor = null!;

    public async Task InitializeAsync()
    {
        _site = await RunningSite.StartAsync();
        _visitor = await Visitor.ComeAsync(chromium, _site);
    }

    public async Task DisposeAsync()
    {
        await _visitor.DisposeAsync();
        await _site.DisposeAsync();
    }

    [Fact]
    public async Task A_person_signs_in_and_has_the_account_linked()
    {
        await _visitor.SignInAsync();
        (await _visitor.Card("lastfm").InnerTextAsync()).Should().Contain("alice").And.Contain("Linked").And.Contain("just now");
        (await _visitor.Card("ipernity").InnerTextAsync()).Should().Contain("Not linked");
        (await _visitor.CookiesAsync()).Where(cookie => cookie.Name.StartsWith('.'))
            .Should().NotBeEmpty().And.OnlyContain(cookie => cookie.Secure && cookie.HttpOnly && cookie.SameSite != SameSiteAttribute.None);
    }

    [Fact]
    public async Task Who_signs_out_is_out_and_the_back_button_shows_nothing()
    {
        await _visitor.SignInAsync();
        await _visitor.PressAsync("Sign out");
        await _visitor.ShouldSeeAsync("Your music and your pictures, side by side");
        await _visitor.Page.GoBackAsync();
        await _visitor.ShouldSeeAsync("Your music and your pictures, side by side");
    }

    [Fact]
    public async Task Who_wanted_a_page_comes_to_it_by_signing_in()
    {
        await _visitor.GoAsync("/tracks?account=alice");
        await _visitor.PressAsync("Sign in with Last.fm");
        await _visitor.DecideAsync();
        await _visitor.ShouldSeeAsync("Recent tracks");
    }

    [Fact]
    public async Task A_refusal_at_the_service_changes_nothing_and_a_new_beginning_works()
    {
        await _visitor.PressAsync("Sign in with Last.fm");
        await _visitor.DecideAsync(word: "refuse");
        await _visitor.ShouldSeeAsync("Refused");
        await _visitor.GoAsync("/accounts");
        await _visitor.ShouldSeeAsync("Your music and your pictures, side by side");
        await _visitor.SignInAsync();
    }

    [Fact]
    public async Task Two_tabs_at_once_both_end_in_the_order_in_which_they_are_answered()
    {
        var first = _visitor.Page;
        var second = await _visitor.OpenTabAsync();
        await first.ClickAsync("text=Sign in with Last.fm");
        await second.ClickAsync("text=Sign in with Last.fm");
        await _visitor.DecideAsync(second);
        await _visitor.ShouldSeeAsync("Your accounts", second);
        await _visitor.DecideAsync(first);
        await _visitor.ShouldSeeAsync("Your accounts", first);
    }

    [Fact]
    public async Task The_back_button_and_a_second_yes_are_told_that_it_was_done()
    {
        await _visitor.SignInAsync();
        await _visitor.Page.GoBackAsync();
        await _visitor.DecideAsync();
        await _visitor.ShouldSeeAsync("This was done before");
        await _visitor.Page.ReloadAsync();
        await _visitor.ShouldSeeAsync("This was done before");
        await _visitor.PressAsync("To your accounts");
        await _visitor.ShouldSeeAsync("Your accounts");
    }

    [Fact]
    public async Task A_page_that_was_left_open_for_too_long_has_expired()
    {
        await _visitor.PressAsync("Sign in with Last.fm");
        _site.Time.Advance(TimeSpan.FromMinutes(61));
        await _visitor.DecideAsync();
        await _visitor.ShouldSeeAsync("That took too long");
        await _visitor.PressAsync("Begin again");
        await _visitor.SignInAsync();
    }

    [Fact]
    public async Task An_answer_is_no_good_in_another_browser()
    {
        await _visitor.PressAsync("Sign in with Last.fm");
        var address = await _visitor.CatchCallbackAsync();
        await using var other = await Visitor.ComeAsync(chromium, _site);
        await other.Page.GotoAsync(address);
        await other.ShouldSeeAsync("Begun in another browser");
        await _visitor.Page.GotoAsync(address);
        await _visitor.ShouldSeeAsync("Your accounts");
    }
}
