namespace Auth.Frob.Desktop;

/// <summary>What a person is asked for, and what the caller decides about the way.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
public sealed record DesktopRequest
{
    /// <summary>The flow.</summary>
    /// <value>Null: the first of the provider's that a way back fits; flows that the browser alone binds and flows with a password come last.</value>
    public string? Flow { get; init; }

    /// <summary>The way back.</summary>
    /// <value>
    /// Null: chosen from what the provider supports and the machine can do. A loopback that is named here is tried even where no browser is
    /// seen that could come back: the port may be forwarded.
    /// </value>
    public WayBack? Way { get; init; }

    /// <summary>What the grant shall allow.</summary>
    /// <value>Default: nothing beyond the service's own default.</value>
    public Permissions Permissions { get; init; } = Permissions.None;

    /// <summary>The person's name at the service, for flows with a password.</summary>
    /// <value>Null: asked for. Other ways leave it unused.</value>
    public string? Username { get; init; }

    /// <summary>The person's password.</summary>
    /// <value>Null: asked for, without showing it. Other ways leave it unused: giving one does not choose the way.</value>
    public Secret? Password { get; init; }

    /// <summary>How long the person has.</summary>
    /// <value>
    /// More than zero. Null: as long as the frob lives, and 10 minutes for a password. A longer time than the frob's is cut to it.
    /// </value>
    public TimeSpan? Deadline { get; init; }

    /// <summary>Where the browser is sent, where the address is registered with the key or the caller has one.</summary>
    /// <value>
    /// Null: an address of the listener's own. A loopback address names the listener's port (0: any) and path; any other is for pasting. Where it
    /// is given, only flows and ways with a redirect are chosen.
    /// </value>
    public Uri? Callback { get; init; }

    /// <summary>Whether the system browser is opened.</summary>
    /// <value>Default: true. The address is shown in either case.</value>
    public bool OpensBrowser { get; init; } = true;
}
