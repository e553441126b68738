namespace Auth.Frob.AspNetCore.Flows;

/// <summary>What each fault says, to the person and to who runs the site.</summary>
internal static class CallbackFaults
{
    private const string Again = "Begin again from the site.";

    public static FrobCallbackException Of(FrobCallbackFault fault, FrobError? error = null, Exception? inner = null)
    {
        var (happened, remedy) = Words(fault, error);
        return new FrobCallbackException(fault, happened, remedy, error, inner);
    }

    public static FrobCallbackException NotSpent(Exception inner) => new(
        FrobCallbackFault.StoreFailed, "The site could not write down that this answer is used, so it did not use it.",
        "Nothing is lost: load this page again in a moment. Check the connection of the store of used flows.", null, inner) { IsUnspent = true };

    public static FrobCallbackException TooLarge => new(
        FrobCallbackFault.StoreFailed, "The service granted, but the grant could neither be stored nor held in the browser, and is lost.",
        "Link again, or sign in again, when the store is back; the unused grant can be removed on the service's page of applications.");

    public static FrobCallbackException NoHost => new(
        FrobCallbackFault.AnotherHost, "The site was reached by a host that no address can have, so nothing was begun.",
        "Use the site's own address; check that proxies forward scheme and host (UseForwardedHeaders, AllowedHosts).");

    public static FrobCallbackException Unnamed(FrobError? error) => new(
        FrobCallbackFault.ServiceFailed, $"The service granted access and then did not say to which account: {Told(error)}.",
        $"{Again} The unused grant can be removed on the service's page of applications.", error);

    public static FrobCallbackException Because(string cause) => Of(FrobCallbackFault.Mismatch, new FrobError(FrobErrorKind.Mismatch) { Cause = cause });

    public static int StatusOf(FrobCallbackException failure) => failure.Fault switch
    {
        FrobCallbackFault.WrongMethod => 405,
        FrobCallbackFault.StoreFailed => 503,
        FrobCallbackFault.ServiceFailed => failure.Error?.Kind is FrobErrorKind.InvalidFrob or FrobErrorKind.Expired ? 400 : 502,
        FrobCallbackFault.NoAccount => 502,
        FrobCallbackFault.AnotherUser => 403,
        _ => 400,
    };

    private static (string Happened, string Remedy) Words(FrobCallbackFault fault, FrobError? error) => fault switch
    {
        FrobCallbackFault.NoCookie => (
            "This browser has no sign-in open here: it was begun in another browser, or not at all.",
            $"{Again} If it happens again, the browser blocks cookies, or the site was reached by another address than the callback's: "
            + "let every address of the site lead to one, over https."),
        FrobCallbackFault.Expired => ("The sign-in was left open for too long.", $"{Again} RemoteAuthenticationTimeout says how long it may take."),
        FrobCallbackFault.AlreadyUsed => (
            "This sign-in has ended before: the page was loaded again, or reached by the back button.",
            "If you are signed in, go on; otherwise begin again from the site."),
        FrobCallbackFault.AnotherBrowser => (
            "This sign-in was begun in another browser, or its cookie was deleted.", "Begin again, and end it in the browser in which you began."),
        FrobCallbackFault.KeysDiffer => (
            "The sign-in was begun on a server with other keys.",
            $"{Again} Let all servers share one data protection key ring (PersistKeysTo..., SetApplicationName), and keep it over restarts."),
        FrobCallbackFault.CookieDamaged => (
            "The cookie of this sign-in can't be read.",
            $"{Again} It was cut or changed on the way, belongs to another sign-in, or to an application of another name (SetApplicationName)."),
        FrobCallbackFault.AnotherHost => (
            "The answer came to another address of the site than the one where the sign-in began.",
            $"{Again} Check the callback registered at the service, and that proxies forward scheme and host (UseForwardedHeaders, AllowedHosts)."),
        FrobCallbackFault.WrongMethod => ("This address takes GET alone.", "Go back to the site; services send browsers here by a redirect."),
        FrobCallbackFault.AnotherUser => (
            "Somebody else is signed in now than the one who began to link this account, or nobody is.",
            "Nothing was linked. Sign in as the one who is to have the account, and link again."),
        FrobCallbackFault.NoAccount => (
            "The service granted access but named no account, so nobody was signed in.", "Use this service to link accounts, not to sign in."),
        FrobCallbackFault.ServiceFailed => ($"The service did not grant: {Told(error)}.", error?.Remedy ?? Again),
        _ => ($"This answer does not belong to a sign-in that is open here{(error?.Cause is { } cause ? $": {cause}" : "")}.", Again),
    };

    private static string Told(FrobError? error) => error is null ? "no reason was given"
        : error.Code is null ? $"{error.Kind}{(error.Cause is { } cause ? $", {cause}" : "")}" : $"{error.Kind}, code {error.Code}";
}
