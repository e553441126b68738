using Auth.Frob.Desktop.Machines;

namespace Auth.Frob.Desktop.Ways;

/// <summary>All that decides whether a way back fits a flow here.</summary>
/// <param name="Machine">What the machine can do.</param>
/// <param name="Request">What the caller decided.</param>
/// <param name="ListenerFault">Why nothing can listen at the callback's address; null where that was not tried or works.</param>
internal sealed record Situation(DesktopMachine Machine, DesktopRequest Request, string? ListenerFault = null)
{
    /// <summary>Why a browser can't come back to this machine by itself; null where it can.</summary>
    public string? NoBrowser => Machine switch
    {
        { IsRemote: true } => "the person sits at another machine, whose browser can't come back to this one",
        { Openers.IsDefaultOrEmpty: false } or { HasDisplay: true, IsContainer: false } => null,
        { IsContainer: true } => "this container has no browser",
        _ => "this machine has neither a display nor a browser",
    };

    /// <summary>Why nobody can be asked; null where somebody can.</summary>
    public string? NobodyToAsk => Machine.CanAsk ? null : "nobody can type here: there is no standard input";
}
