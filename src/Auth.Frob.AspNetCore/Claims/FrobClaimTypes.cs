namespace Auth.Frob.AspNetCore.Claims;

/// <summary>The types of the claims that have no common one.</summary>
public static class FrobClaimTypes
{
    /// <summary>An area and its word, such as <c>doc=write</c>.</summary>
    public const string Permission = "urn:frob:permission";

    /// <summary>The address of the account's picture.</summary>
    public const string Picture = "urn:frob:picture";

    /// <summary>The name that people see.</summary>
    public const string DisplayName = "urn:frob:display-name";
}
