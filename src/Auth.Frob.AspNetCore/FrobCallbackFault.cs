namespace Auth.Frob.AspNetCore;

/// <summary>Why nobody was signed in and nothing was linked. A refusal is none of these: it is <c>OnAccessDenied</c>.</summary>
public enum FrobCallbackFault
{
    /// <summary>The browser has no flow open: it never began one, blocks cookies, or came by another address of the site.</summary>
    NoCookie = 0,

    /// <summary>The flow was left for longer than it is open: abandoned, then answered.</summary>
    Expired,

    /// <summary>The flow has ended before: a reload, the back button, or somebody who read the address.</summary>
    AlreadyUsed,

    /// <summary>The address names a flow that this browser did not begin.</summary>
    AnotherBrowser,

    /// <summary>The cookie was protected with a key that this node does not have.</summary>
    KeysDiffer,

    /// <summary>The cookie was cut or changed, or belongs to another flow.</summary>
    CookieDamaged,

    /// <summary>The answer came to another host or by another scheme than the flow began at, or the host is none.</summary>
    AnotherHost,

    /// <summary>The answer did not come by GET.</summary>
    WrongMethod,

    /// <summary>The answer does not belong to the flow, or is not one.</summary>
    Mismatch,

    /// <summary>Somebody else is signed in than who began to link, or nobody is.</summary>
    AnotherUser,

    /// <summary>The service did not grant, or could not be asked.</summary>
    ServiceFailed,

    /// <summary>The store of grants or of used flows could not be reached.</summary>
    StoreFailed,

    /// <summary>The service granted and named no account, so that nobody can be signed in.</summary>
    NoAccount,
}
