using Auth.Frob.Testing.Simulation;

namespace Auth.Frob.Ipernity.Simulator;

/// <summary>A simulated ipernity: the API under <c>/api/</c>, the consent pages and OAuth 1.0 under <c>/apps/</c>.</summary>
/// <remarks>
/// Thread-safe. Behaves as <see href="https://www.ipernity.com/help/api/start"/> and the pages below it say and as clients need it; it
/// shares no code
/// with the client that it judges. Faults are planned by the method's name or one of the constants here. Unverified, because no source
/// shows it:
/// what a refusal does, how long a frob lives, auth.checkToken under OAuth, how a failure of the OAuth addresses looks, the shape of
/// <c>extra=pref</c>.
/// </remarks>
public sealed class SimulatedIpernity : SimulatedService
{
    /// <summary>The name of the call that the consent page is.</summary>
    public const string ConsentCall = "consent";

    /// <summary>The name of the call for an OAuth request token.</summary>
    public const string OAuthRequestCall = "oauth.request";

    /// <summary>The name of the call that the OAuth consent page is.</summary>
    public const string OAuthAuthorizeCall = "oauth.authorize";

    /// <summary>The name of the call for an OAuth access token.</summary>
    public const string OAuthAccessCall = "oauth.access";

    /// <summary>The name of a request for any other path, or for an unknown method.</summary>
    public const string OtherCall = "other";

    private readonly IpernityApi _api;
    private readonly IpernityConsent _consent;
    private readonly IpernityOAuth _oauth;

    /// <summary>Makes a simulated ipernity.</summary>
    /// <param name="options">What it is made of.</param>
    public SimulatedIpernity(SimulatedIpernityOptions options)
        : base((options ?? throw new ArgumentNullException(nameof(options))).Time)
    {
        foreach (SimulatedApp app in options.Apps)
        {
            Accounts.Put(app);
        }

        foreach (SimulatedUser user in options.Users)
        {
            Accounts.Put(user);
        }

        bool isStrict = options.Mode == SimulationMode.Strict;
        var gate = new IpernityGate(this, options.CallsInAMinute);
        var checks = new OAuthChecks(this);
        _api = new IpernityApi(this, gate, checks, isStrict);
        _consent = new IpernityConsent(this, isStrict);
        _oauth = new IpernityOAuth(this, gate, checks);
    }

    /// <summary>How long a frob lives here.</summary>
    /// <value>10 minutes. Unverified: the service says "a few minutes" and no more.</value>
    public static TimeSpan FrobLife { get; } = TimeSpan.FromMinutes(10);

    /// <summary>How far the clock of an OAuth client may be off.</summary>
    /// <value>5 minutes. Unverified: the service has code 132 for it and gives no figure.</value>
    public static TimeSpan ClockTolerance { get; } = TimeSpan.FromMinutes(5);

    /// <inheritdoc/>
    protected override string NameOf(SimulatedRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        return request.Address.AbsolutePath switch
        {
            "/apps/authorize" => ConsentCall,
            "/apps/oauth/request" => OAuthRequestCall,
            "/apps/oauth/authorize" => OAuthAuthorizeCall,
            "/apps/oauth/access" => OAuthAccessCall,
            var path when IsApi(path) => new IpernityCall(request).Method?.Name ?? OtherCall,
            _ => OtherCall,
        };
    }

    /// <inheritdoc/>
    protected override SimulatedReply Answer(SimulatedRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        return request.Address.AbsolutePath switch
        {
            "/apps/authorize" => _consent.Answer(request),
            "/apps/oauth/request" => _oauth.Request(request),
            "/apps/oauth/authorize" => _consent.AnswerOAuth(request),
            "/apps/oauth/access" => _oauth.Access(request),
            var path when IsApi(path) => _api.Answer(request),
            _ => SimulatedReply.Html(404, ConsentPage.Message("ipernity", "Not found", "There is nothing here.")),
        };
    }

    /// <inheritdoc/>
    protected override SimulatedReply Refuse(SimulatedRequest request, int code) =>
        IpernityReplies.Failure(new IpernityCall(request).IsXml, Time, code);

    private static bool IsApi(string path) => path.StartsWith("/api/", StringComparison.Ordinal);
}
