namespace Auth.Frob.LinkedAccounts.Tests;

/// <summary>Every page of the site, in light, dark and on a phone: for eyes, ears and keys. FROB_SCREENSHOTS names a directory to photograph them into.</summary>
[Collection(BrowserCollection.Name)]
public sealed class PageTests(Chromium chromium)
{
    private static readonly string? Photographs = Environment.GetEnvironmentVariable("FROB_SCREENSHOTS");

    [Theory]
    [InlineData("light", ColorScheme.Light, 1100, 720)]
    [InlineData("dark", ColorScheme.Dark, 1100, 720)]
    [InlineData("phone", ColorScheme.Light, 390, 780)]
    [InlineData("narrow", ColorScheme.Dark, 320, 640)]
    public async Task Every_page_can_be_read_and_reached(string look, ColorScheme scheme, int width, int height)
    {
        await using var site = await RunningSite.StartAsync();
        await using var visitor = await Visitor.ComeAsync(chromium, site, new BrowserNewContextOptions
        {
            ColorScheme = scheme, ViewportSize = new ViewportSize { Width = width, Height = height }, ReducedMotion = ReducedMotion.Reduce,
        });
        await ExpectAsync(visitor, "welcome", look);
        await visitor.GoAsync("/signin-lastfm?token=x");
        await visitor.ShouldSeeAsync("Nothing is open here");
        await ExpectAsync(visitor, "outcome", look);
        await visitor.SignInAsync();
        await ExpectAsync(visitor, "one-account", look);
        await visitor.PressAsync("Link ipernity");
        await visitor.DecideAsync();
        await visitor.ShouldSeeAsync("Is this your account?");
        await ExpectAsync(visitor, "asks", look);
        await visitor.PressAsync("Yes, link it");
        await visitor.ShouldSeeAsync("Your accounts");
        await ExpectAsync(visitor, "accounts", look);
        foreach (var (path, heading, name) in new[]
        {
            ("/tracks?account=alice", "Recent tracks", "tracks"), ($"/albums?account={site.Services.Person.Id}", "Albums", "albums"),
            ("/unlink?service=lastfm&account=alice", "Unlink Last.fm?", "unlink"),
            ("/nowhere", "Not here", "nowhere"), ("/refused", "You said no", "refused"), ("/signout", "Sign out?", "signout"),
        })
        {
            await visitor.GoAsync(path);
            await visitor.ShouldSeeAsync(heading);
            await ExpectAsync(visitor, name, look);
        }
        site.Services.LastFm.Grants.RevokeAllOf(site.Services.Person.Name);
        await visitor.GoAsync("/tracks?account=alice");
        await ExpectAsync(visitor, "tracks-ended", look);
        await visitor.GoAsync("/accounts");
        await ExpectAsync(visitor, "ended", look);
    }

    private static async Task ExpectAsync(Visitor visitor, string name, string look)
    {
        if (Photographs is not null)
        {
            await visitor.Page.ScreenshotAsync(new PageScreenshotOptions
            {
                Path = Path.Combine(Photographs, $"{name}-{look}.png"), FullPage = look != "light", Caret = ScreenshotCaret.Initial,
            });
        }
        await PageReading.ExpectReadableAsync(visitor.Page, $"{name}, {look}");
        await PageReading.ExpectReachableAsync(visitor.Page, $"{name}, {look}");
        visitor.ShouldHaveHeardNothing();
    }
}
