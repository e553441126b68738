using System.Collections.Immutable;
using Auth.Frob.Testing.Simulation;

namespace Auth.Frob.Ipernity.Simulator;

/// <summary>
/// The consent pages: <c>/apps/authorize</c>, whose link is signed without a method, and OAuth's, whose link is not signed.
/// </summary>
internal sealed class IpernityConsent(SimulatedIpernity service, bool isStrict)
{
    private static readonly string[] Unsigned = [ConsentPage.Decision, ConsentPage.NameField, ConsentPage.PasswordField, "api_sig"];

    public SimulatedReply Answer(SimulatedRequest request)
    {
        SimulatedParameters asked = request.IsPost ? request.Form : request.Query;
        if (service.Accounts.App(asked["api_key"]) is not { IsSuspended: false } app)
        {
            return Say(403, "Unknown application", IpernityErrors.Text(101));
        }

        string right = ConcatSignature.Compute(asked.Values.Where(pair => !Unsigned.Contains(pair.Key)), "", app.Secret);
        if (!ConcatSignature.Agrees(asked["api_sig"] ?? "", right))
        {
            return Say(403, "Invalid link", IpernityErrors.Text(asked["api_sig"] is null ? 104 : 105));
        }

        string? frob = asked.Filled("frob");
        bool isUsable = frob is null ? UrlText.IsCallback(app.Callback) : IsWaiting(frob, app.Key);
        if (!isUsable || IpernityPermissions.Asked(asked, isStrict) is not { } permissions)
        {
            return Say(400, "Nothing to allow", "The request is unknown, has expired, was answered, or asks for what does not exist.");
        }

        // A desktop program's frob is approved and nothing is sent; without a frob the registered callback gets a fresh one.
        return Ask(request, app, permissions, user => frob is null
            ? UrlText.Append(app.Callback!, "frob", Approved(app, user, permissions))
            : service.Frobs.TryApprove(frob, user, permissions) ? "" : null);
    }

    public SimulatedReply AnswerOAuth(SimulatedRequest request)
    {
        SimulatedParameters asked = request.IsPost ? request.Form : request.Query;
        IssuedFrob? frob = service.Frobs.Find(asked["oauth_token"]);
        if (frob is not { State: FrobState.Issued, Secret: not null } || service.Accounts.App(frob.AppKey) is not { } app)
        {
            return Say(400, "Nothing to allow", "The request is unknown, has expired or was answered before.");
        }

        if (IpernityPermissions.Asked(asked, isStrict) is not { } permissions)
        {
            return Say(400, "Nothing to allow", "The request asks for what does not exist.");
        }

        string? callback = frob.Callback ?? asked.Filled("oauth_callback") ?? app.Callback;
        return Ask(request, app, permissions, user =>
            !service.Frobs.TryApprove(frob.Frob, user, permissions) ? null
            : UrlText.IsCallback(callback) ? UrlText.Append(callback!, "oauth_token", frob.Frob) : "");
    }

    /// <summary>
    /// Asks and decides; <paramref name="approve"/> gives the address to go to, "" for none, null where it came too late.
    /// </summary>
    private SimulatedReply Ask(
        SimulatedRequest request, SimulatedApp app, ImmutableSortedDictionary<string, string> permissions, Func<string, string?> approve)
    {
        string? signedIn = service.Browsers.UserOf(request);
        SimulatedParameters asked = request.IsPost ? request.Form : request.Query;
        var page = new ConsentPage("ipernity", app.Name)
        {
            Action = request.Address.AbsolutePath,
            SignedInAs = signedIn,
            Asks = [.. permissions.Select(pair => $"{pair.Key}: {pair.Value}")],
            Hidden = [.. asked.Values.Where(pair => pair.Key == "api_sig" || !Unsigned.Contains(pair.Key))],
        };
        if (!request.IsPost)
        {
            bool isWeb = page.Hidden.All(pair => pair.Key is not ("frob" or "oauth_token"));
            return isWeb && WasGranted(app, signedIn, permissions) ? Go(page, signedIn!, approve) : SimulatedReply.Html(200, page.Write());
        }

        string? decision = request.Form[ConsentPage.Decision];
        if (decision != ConsentPage.Allow)
        {
            // Unverified: what a refusal does. Here it shows a page and sends the browser nowhere.
            return decision == ConsentPage.Refuse
                ? Say(200, "Refused", $"{app.Name} did not get access. You may close this window.")
                : SimulatedReply.Html(400, (page with { Notice = "Please choose: allow or refuse." }).Write());
        }

        SimulatedUser? user = service.Accounts.User(signedIn)
            ?? service.Accounts.SignIn(request.Form[ConsentPage.NameField], request.Form[ConsentPage.PasswordField]);
        return user is { IsClosed: false }
            ? Go(page, user.Name, approve)
            : SimulatedReply.Html(200, (page with { SignedInAs = null, Notice = "Name or password is wrong." }).Write());
    }

    private SimulatedReply Go(ConsentPage page, string user, Func<string, string?> approve)
    {
        SimulatedReply reply = approve(user) switch
        {
            null => Say(400, "Nothing to allow", "The request has expired or was answered before."),
            "" => Say(200, "Done", $"{page.App} now has access. You may close this window and go back to it."),
            string address => SimulatedReply.Redirect(address),
        };
        return page.SignedInAs is null ? service.Browsers.SignIn(reply, user) : reply;
    }

    // Clients saw the page skipped where the same person had granted as much before.
    private bool WasGranted(SimulatedApp app, string? user, ImmutableSortedDictionary<string, string> asked) =>
        !isStrict && user is not null && asked.Count > 0 && service.Grants.Held(app.Key, user)
            .Any(grant => asked.All(pair => IpernityPermissions.Covers(grant.Permissions, pair.Key, pair.Value)));

    private bool IsWaiting(string frob, string key) =>
        service.Frobs.Find(frob) is { State: FrobState.Issued, Secret: null } issued && issued.AppKey == key;

    private string Approved(SimulatedApp app, string user, ImmutableSortedDictionary<string, string> permissions)
    {
        string frob = IpernityAuth.NewFrob();
        service.Frobs.Issue(frob, app.Key, SimulatedIpernity.FrobLife);
        service.Frobs.TryApprove(frob, user, permissions);
        return frob;
    }

    private static SimulatedReply Say(int status, string title, string text) =>
        SimulatedReply.Html(status, ConsentPage.Message("ipernity", title, text));
}
