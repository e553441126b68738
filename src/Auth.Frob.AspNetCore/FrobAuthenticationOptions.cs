using Auth.Frob.AspNetCore.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http;

namespace Auth.Frob.AspNetCore;

/// <summary>How a scheme signs people in, or links their accounts, by an instance of a provider.</summary>
/// <remarks>
/// Not thread-safe; filled and checked at start. The cookies are shaped by <c>CorrelationCookie</c>. <c>RemoteAuthenticationTimeout</c> is 60
/// minutes, and at most a day. The service is asked by the instance's own client, which <c>FrobHttpClients</c> names: <c>Backchannel</c>,
/// <c>BackchannelTimeout</c> and <c>BackchannelHttpHandler</c> are not read.
/// </remarks>
public sealed class FrobAuthenticationOptions : RemoteAuthenticationOptions
{
    /// <summary>Options with their defaults.</summary>
    public FrobAuthenticationOptions()
    {
        RemoteAuthenticationTimeout = TimeSpan.FromMinutes(60);
        CorrelationCookie.Name = ".Frob.";
        CorrelationCookie.SameSite = SameSiteMode.Lax;
        CorrelationCookie.SecurePolicy = CookieSecurePolicy.Always;
        Events = new FrobEvents();
    }

    /// <summary>The instance's name.</summary>
    /// <value>Null: the scheme's name.</value>
    public string? Instance { get; set; }

    /// <summary>The flow.</summary>
    /// <value>Null: the provider's first flow whose answer comes back to the site and is not bound by the frob alone.</value>
    public string? Flow { get; set; }

    /// <summary>What is asked for, unless a link asks for something else.</summary>
    /// <value>Default: nothing beyond the service's own default.</value>
    public Permissions Permissions { get; set; } = Permissions.None;

    /// <summary>Whether people may sign in by a flow in which the service echoes nothing (<see cref="Binding.BrowserOnly"/>).</summary>
    /// <value>
    /// Default: false, such a flow links accounts alone. Where true, somebody who can make another's browser open an address while that browser
    /// has a flow open can sign it in to an account that is not its own.
    /// </value>
    public bool AllowsBrowserOnlySignIn { get; set; }

    /// <summary>Whether each sign-in asks the service once more for what it says of the account: display name, picture.</summary>
    /// <value>Default: false, it is asked only where the exchange named no account. Providers without such a call are not asked.</value>
    public bool AsksForDetails { get; set; }

    /// <summary>Whether a sign-in's grant goes to the store, for the owner that the new principal is.</summary>
    /// <value>Default: true. A link's grant always goes there.</value>
    public bool KeepsGrants { get; set; } = true;

    /// <summary>How many flows of the scheme a browser may have open; the oldest is dropped.</summary>
    /// <value>1 to 16; default: 4.</value>
    public int MostOpenFlows { get; set; } = 4;

    /// <summary>The claims that a grant becomes.</summary>
    /// <value>Default: identifier, name, display name, picture, one permission per area.</value>
    public FrobClaimActions ClaimActions { get; } = FrobClaimActions.Default();

    /// <summary>The page of the site to which a failure is sent, with <c>scheme</c> and <c>fault</c> in its query.</summary>
    /// <value>Empty: the package shows a page of its own.</value>
    public PathString FailurePath { get; set; }

    /// <summary>A style sheet of the site for the package's own pages.</summary>
    /// <value>Null: none, the browser's own look. A path such as <c>/site.css</c>.</value>
    public string? StyleSheet { get; set; }

    /// <summary>What the site has to say on the way.</summary>
    public new FrobEvents Events
    {
        get => (FrobEvents)base.Events;
        set => base.Events = value;
    }
}
