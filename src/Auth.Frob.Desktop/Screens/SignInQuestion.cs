namespace Auth.Frob.Desktop.Screens;

/// <summary>What a person is asked to type.</summary>
public enum SignInQuestion
{
    /// <summary>Enter, once access is allowed.</summary>
    Done = 0,

    /// <summary>The whole address that the browser was sent to, or the code in it.</summary>
    Address,

    /// <summary>The address, or nothing where the page sent the browser nowhere.</summary>
    AddressOrDone,

    /// <summary>The code that the page shows.</summary>
    Code,

    /// <summary>The user's name at the service.</summary>
    Username,

    /// <summary>The password; not shown while it is typed.</summary>
    Password,
}
