using Auth.Frob.AspNetCore;

namespace LinkedAccounts.Outcomes;

/// <summary>What the site says of each fault: what happened, and what to do.</summary>
public sealed record OutcomeWords(int Status, string Title, string Happened, string Remedy)
{
    public static OutcomeWords Of(FrobCallbackFault fault) => fault switch
    {
        FrobCallbackFault.Expired => new(
            400, "That took too long", "The page at the service was left open for longer than this site waits.", "Nothing was changed. Begin again, it takes a moment."),
        FrobCallbackFault.AlreadyUsed => new(
            400, "This was done before", "This answer of the service was used already: by a reload, or by the back button.", "If you are signed in, just go on."),
        FrobCallbackFault.AnotherBrowser => new(
            400, "Begun in another browser", "This was begun in another browser, or its cookie was deleted.", "Begin again here, or go on in the browser where you began."),
        FrobCallbackFault.NoCookie => new(
            400, "Nothing is open here", "This browser has not begun to sign in or to link: perhaps another one did.", "Begin again here. If this comes back, the browser blocks this site's cookies."),
        FrobCallbackFault.KeysDiffer => new(
            400, "Another server began this", "The server that answers now can't read what the other one wrote.", "Nothing was changed. Begin again."),
        FrobCallbackFault.CookieDamaged => new(
            400, "The cookie can't be read", "What this browser kept was cut or changed on the way.", "Nothing was changed. Begin again."),
        FrobCallbackFault.AnotherHost => new(
            400, "Another address of this site", "You began at another address of this site, or at one that it does not have.", "Begin again at this one."),
        FrobCallbackFault.AnotherUser => new(
            403, "Somebody else is signed in", "You are not signed in as the one who began to link this account.", "Nothing was linked. Sign in again, then link."),
        FrobCallbackFault.ServiceFailed => new(
            502, "The service did not agree", "The service was asked and gave no access.", "Nothing was changed. Try again in a moment."),
        FrobCallbackFault.StoreFailed => new(
            503, "Not just now", "This site's store can't be reached, so the answer was not used.", "Nothing is lost. Wait a moment, then load this page again."),
        FrobCallbackFault.NoAccount => new(
            502, "No account was named", "The service gave access and did not say to whose account.", "Nobody was signed in. Try again."),
        _ => new(400, "That does not belong here", "The answer does not belong to anything that is open in this browser.", "Nothing was changed. Begin again."),
    };
}
