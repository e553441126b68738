using Microsoft.AspNetCore.Authentication;

namespace Auth.Frob.AspNetCore;

/// <summary>A sign-in or link that failed: which of the faults, and what to change.</summary>
/// <remarks>Holds no secret and no account. Reached by <c>RemoteFailureContext.Failure</c>.</remarks>
public sealed class FrobCallbackException : AuthenticationFailureException
{
    internal FrobCallbackException(FrobCallbackFault fault, string message, string remedy, FrobError? error = null, Exception? inner = null)
        : base($"{message} {remedy}", inner) => (Fault, Happened, Remedy, Error) = (fault, message, remedy, error);

    /// <summary>Which of the faults.</summary>
    public FrobCallbackFault Fault { get; }

    /// <summary>What happened, in a sentence for people.</summary>
    public string Happened { get; }

    /// <summary>What to do or to change.</summary>
    public string Remedy { get; }

    /// <summary>Whether nothing was spent, so that loading the same address again may go on.</summary>
    /// <value>Default: false, a new sign-in has to begin.</value>
    public bool IsUnspent { get; internal init; }

    /// <summary>The service's or the core's own error.</summary>
    /// <value>Null where the fault is the site's or the browser's.</value>
    public FrobError? Error { get; }
}
