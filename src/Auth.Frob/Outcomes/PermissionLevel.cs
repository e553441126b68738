namespace Auth.Frob.Outcomes;

/// <summary>How much is allowed in one area; each level includes those before it.</summary>
public enum PermissionLevel
{
    /// <summary>Nothing. Unknown words count as this.</summary>
    None = 0,

    /// <summary>Look.</summary>
    Read,

    /// <summary>Add and change.</summary>
    Write,

    /// <summary>Remove.</summary>
    Delete,
}
