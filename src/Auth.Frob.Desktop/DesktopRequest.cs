namespace Auth.Frob.Desktop;

/// <summary>What a person is asked for, and what the caller decides about the way.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
public sealed record DesktopRequest
{
    /// <summary>The flow.</summary>
    /// <value>Null: the first of the provider's that a way back fits.</value>
    public string? Flow { get; init; }

    /// <summary>The way back.</summary>
    /// <value>Null: chosen from what the provider supports and the machine can do.</value>
    public WayBack? Way { get; init; }

    /// <summary>What the grant shall allow.</summary>
    /// <value>Default: nothing beyond the service's own default.</value>
    public Permissions Permissions { get; init; } = Permissions.None;

    /// <summary>The person's name at the service, for flows with a password.</summary>
    /// <value>Null: asked for.</value>
    public string? Username { get; init; }

    /// <summary>The person's password.</summary>
    /// <value>Null: asked for, without showing it.</value>
    public Secret? Password { get; init; }

    /// <summary>How long the person has.</summary>
    /// <value>Null: as long as the frob lives. A longer time than that is cut to it.</value>
    public TimeSpan? Deadline { get; init; }

    /// <summary>Where the browser is sent, where the address is registered with the key or the caller has one.</summary>
    /// <value>Null: an address of the listener's own. A loopback address names the listener's port and path; any other is for pasting.</value>
    public Uri? Callback { get; init; }

    /// <summary>Whether the system browser is opened.</summary>
    /// <value>Default: true. The address is shown in either case.</value>
    public bool OpensBrowser { get; init; } = true;
}
