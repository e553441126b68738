namespace Auth.Frob.Extensions.Grants;

/// <summary>Where a grant is kept: which instance, whose account there, and for whom here.</summary>
/// <param name="Instance">The instance that made the grant.</param>
/// <param name="Account">The account at the service, as <see cref="For"/> writes it. Compared ordinally.</param>
/// <param name="Owner">The person or tenant of this application; null where there is only one.</param>
/// <remarks>Immutable and thread-safe. Its text shows the instance alone: an account is somebody's name.</remarks>
public sealed record GrantKey(string Instance, string Account, string? Owner = null)
{
    /// <summary>The key of a grant: the account's lasting id, or its lower-case name where the service has none.</summary>
    /// <param name="grant">The grant.</param>
    /// <param name="owner">The person or tenant of this application.</param>
    /// <returns>The key. A service that names no account has one account: the empty one.</returns>
    public static GrantKey For(Grant grant, string? owner = null)
    {
        ArgumentNullException.ThrowIfNull(grant);
        return new GrantKey(grant.Instance, grant.Account.Id ?? grant.Account.Name?.ToLowerInvariant() ?? "", owner);
    }

    /// <summary>The instance; no name of a person.</summary>
    /// <returns>A text that may be logged.</returns>
    public override string ToString() => $"a grant of {Instance}";
}
