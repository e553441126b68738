namespace Auth.Frob.Recipes;

/// <summary>How a setting's value is checked.</summary>
public enum SettingKind
{
    /// <summary>Any text: not empty, no white space, no control character, at most 256 characters.</summary>
    Text = 0,

    /// <summary>An absolute address: https, or http to a loopback address.</summary>
    Address,

    /// <summary>One of the choices.</summary>
    Choice,
}
