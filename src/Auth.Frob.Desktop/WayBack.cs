namespace Auth.Frob.Desktop;

/// <summary>How a sign-in learns that the person consented.</summary>
public enum WayBack
{
    /// <summary>The browser is sent to an address on this machine, where the program listens.</summary>
    Loopback = 0,

    /// <summary>The program asks the service again and again.</summary>
    Poll,

    /// <summary>The person says that access was allowed.</summary>
    Enter,

    /// <summary>The person pastes the address, or the code, that the browser was sent to or shows.</summary>
    Paste,

    /// <summary>No page: the person gives name and password.</summary>
    Password,
}
