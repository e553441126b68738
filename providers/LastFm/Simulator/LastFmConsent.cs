using Auth.Frob.Testing.Simulation;

namespace Auth.Frob.LastFm.Simulator;

/// <summary>The consent page: https://www.last.fm/api/desktopauth with a token, https://www.last.fm/api/webauth without one.</summary>
internal sealed class LastFmConsent(SimulatedLastFm service, LastFmRules rules)
{
    public SimulatedReply Answer(SimulatedRequest request)
    {
        SimulatedParameters asked = request.Query.MergedWith(request.Form);
        string? token = asked.Filled("token");
        string? key = asked.Filled("api_key") ?? (rules.HasWebFlow ? null : service.Frobs.Find(token)?.AppKey);
        SimulatedApp? app = service.Accounts.App(key);
        if (rules.ChecksKeyAndSignature ? app is null or { IsSuspended: true } : key is null)
        {
            return Say(403, "Invalid API key", "The app that sent you here did not give a valid API key.");
        }

        string? callback = asked.Filled("cb") ?? asked.Filled("callback") ?? app?.Callback;
        if (token is null ? !(rules.HasWebFlow && UrlText.IsCallback(callback)) : !IsWaiting(token, key))
        {
            return Say(400, "Nothing to allow", "The request is unknown, has expired, was answered before, or has nowhere to go back to.");
        }

        app ??= new SimulatedApp(key!, "");
        List<KeyValuePair<string, string>> hidden = [new("api_key", app.Key), token is null ? new("cb", callback!) : new("token", token)];
        var page = new ConsentPage(rules.Service, app.Name)
        {
            Action = request.Address.AbsolutePath, SignedInAs = service.Browsers.UserOf(request), Hidden = hidden,
        };
        return request.IsPost ? Decide(request, page, token, callback) : SimulatedReply.Html(200, page.Write());
    }

    private SimulatedReply Decide(SimulatedRequest request, ConsentPage page, string? token, string? callback)
    {
        string? decision = request.Form[ConsentPage.Decision];
        if (decision == ConsentPage.Refuse)
        {
            // No page documents a redirect on refusal: the frob stays unapproved, and the app learns nothing.
            return Say(200, "Refused", $"{page.App} did not get access. You may close this window.");
        }

        if (decision != ConsentPage.Allow)
        {
            return SimulatedReply.Html(400, (page with { Notice = "Please choose: allow or refuse." }).Write());
        }

        SimulatedUser? user = service.Accounts.User(page.SignedInAs)
            ?? service.Accounts.SignIn(request.Form[ConsentPage.NameField], request.Form[ConsentPage.PasswordField]);
        if (user is null)
        {
            return SimulatedReply.Html(200, (page with { SignedInAs = null, Notice = "Name or password is wrong." }).Write());
        }

        SimulatedReply reply = Approve(page, user, token, callback);
        return page.SignedInAs is null ? service.Browsers.SignIn(reply, user.Name) : reply;
    }

    private SimulatedReply Approve(ConsentPage page, SimulatedUser user, string? token, string? callback)
    {
        if (token is not null)
        {
            return service.Frobs.TryApprove(token, user.Name)
                ? Say(200, "Done", $"{page.App} now has access. You may close this window and go back to it.")
                : Say(400, "Nothing to allow", "The request has expired or was answered before.");
        }

        string fresh = rules.NewTicket();
        service.Frobs.Issue(fresh, page.Hidden[0].Value, rules.FrobLife);
        service.Frobs.TryApprove(fresh, user.Name);
        return SimulatedReply.Redirect(UrlText.Append(callback!, "token", fresh));
    }

    private bool IsWaiting(string token, string? key) =>
        service.Frobs.Find(token) is { State: FrobState.Issued } frob && (!rules.ChecksKeyAndSignature || frob.AppKey == key);

    private SimulatedReply Say(int status, string title, string text) =>
        SimulatedReply.Html(status, ConsentPage.Message(rules.Service, title, text));
}
