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
}
