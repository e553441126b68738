namespace Auth.Frob.Outcomes;

/// <summary>Whose grant it is, as far as the service says.</summary>
/// <remarks>Immutable and thread-safe. Personal data: not secret, not for logs either.</remarks>
public sealed record Account
{
    /// <summary>The lasting identifier.</summary>
    /// <value>Null where the service has none but the name.</value>
    public string? Id { get; init; }

    /// <summary>The name at the service, in the service's own spelling.</summary>
    /// <value>Null where the service does not say.</value>
    public string? Name { get; init; }

    /// <summary>The name that people see.</summary>
    /// <value>Null where the service does not say.</value>
    public string? DisplayName { get; init; }
}
