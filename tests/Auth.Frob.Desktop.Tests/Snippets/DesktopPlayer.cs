using Auth.Frob.Errors;
using Auth.Frob.Outcomes;

namespace Auth.Frob.Desktop.Tests.Snippets;

/// <summary>What the package's page shows.</summary>
internal static class DesktopPlayer
{
    public static async Task<Grant?> SignInAsync(FrobClient client, DesktopSignIn signIn, Action<string> say, CancellationToken stop)
    {
        // <snippet:desktop-signin>
        var request = new DesktopRequest { Deadline = TimeSpan.FromMinutes(15) };
        var plan = signIn.Plan(client, request);
        say($"{client.Provider.DisplayName}: {plan.Flow.Summary}");
        var signedIn = await signIn.SignInAsync(client, request, stop);
        if (signedIn.Error is { Kind: FrobErrorKind.Denied or FrobErrorKind.Expired })
            return null; // refused, or nobody was there
        var grant = signedIn.Value ?? throw new InvalidOperationException(signedIn.Error!.Remedy);
        say($"Signed in as {grant.Account.Name}.");
        // </snippet:desktop-signin>
        return grant;
    }
}
