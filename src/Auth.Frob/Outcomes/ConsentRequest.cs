namespace Auth.Frob.Outcomes;

/// <summary>What the application asks the user for.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
public sealed record ConsentRequest
{
    /// <summary>The flow.</summary>
    /// <value>Null: the provider's first flow with a consent page.</value>
    public string? Flow { get; init; }

    /// <summary>What the grant shall allow.</summary>
    /// <value>Default: nothing beyond the service's own default.</value>
    public Permissions Permissions { get; init; } = Permissions.None;

    /// <summary>The address that the browser comes back to.</summary>
    /// <value>Absolute; its own query survives. Null for flows without one, and for addresses registered with the key.</value>
    public Uri? Callback { get; init; }

    /// <summary>Asks for what a grant allows and more: the way from InsufficientPermission to a grant that is enough.</summary>
    /// <param name="grant">The grant that is not enough; nothing of its token goes into the request.</param>
    /// <param name="add">What is missing.</param>
    /// <returns>A request by the grant's flow; for a grant that a password made, name a flow with a consent page.</returns>
    public static ConsentRequest For(Grant grant, Permissions? add = null)
    {
        ArgumentNullException.ThrowIfNull(grant);
        return new ConsentRequest { Flow = grant.Flow, Permissions = grant.Permissions.Union(add ?? Permissions.None) };
    }
}
