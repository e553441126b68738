namespace Auth.Frob.Extensions.Grants;

/// <summary>Whether a stored grant can be used.</summary>
public enum GrantHealthKind
{
    /// <summary>As far as is known it works.</summary>
    Live = 0,

    /// <summary>The service said that it is dead: the user must sign in again.</summary>
    Dead,

    /// <summary>The store has it and can't read it.</summary>
    Unreadable,
}
