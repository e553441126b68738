namespace Auth.Frob.Outcomes;

/// <summary>A sign-in with user name and password, for flows without a consent page.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
public sealed record SignInRequest
{
    /// <summary>The flow.</summary>
    /// <value>Null: the provider's first flow without a consent page.</value>
    public string? Flow { get; init; }

    /// <summary>The user's name at the service.</summary>
    public required string Username { get; init; }

    /// <summary>The user's password; sent once and not kept.</summary>
    public required Secret Password { get; init; }
}
