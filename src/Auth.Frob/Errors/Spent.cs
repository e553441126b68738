namespace Auth.Frob.Errors;

/// <summary>Whether the frob can still be exchanged after a failure.</summary>
public enum Spent
{
    /// <summary>Nobody can tell: the service may have granted.</summary>
    Unknown,

    /// <summary>The frob is as good as before.</summary>
    No,

    /// <summary>The frob is of no more use: begin again.</summary>
    Yes,
}
