namespace Auth.Frob.Recipes;

/// <summary>How permissions are written on the wire.</summary>
public enum PermissionStyle
{
    /// <summary>A parameter per area: <c>perm_doc=write</c>.</summary>
    PerArea = 0,

    /// <summary>One level for everything: <c>perms=write</c>.</summary>
    OneLevel,

    /// <summary>A list of names: <c>scope=a b</c>.</summary>
    Names,
}
