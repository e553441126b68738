namespace Auth.Frob.Ipernity;

/// <summary>The way from a grant to ipernity's part of it.</summary>
/// <remarks>Thread-safe.</remarks>
public static class IpernityGrantExtensions
{
    /// <summary>Reads what ipernity says beyond every grant.</summary>
    /// <param name="grant">The grant.</param>
    /// <returns>A typed view.</returns>
    public static IpernityGrant Ipernity(this Grant grant) => new(grant);
}
