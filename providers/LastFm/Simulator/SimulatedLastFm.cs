using Auth.Frob.Testing.Simulation;

namespace Auth.Frob.LastFm.Simulator;

/// <summary>
/// A simulated Last.fm: the API at any path that ends in <c>/2.0</c> or <c>/2.0/</c>, the consent page at <c>/api/auth</c> and
/// <c>/api/auth/</c>.
/// </summary>
/// <remarks>
/// Thread-safe. Behaves as <see href="https://www.last.fm/api/authspec"/> says and as the service was seen; it shares no code with the
/// client that
/// it judges. Faults are planned by the method's name in its documented spelling, or <see cref="ConsentCall"/>.
/// </remarks>
public sealed class SimulatedLastFm : SimulatedService
{
    /// <summary>The name of the call that the consent page is.</summary>
    public const string ConsentCall = "consent";

    /// <summary>The name of a request for any other path.</summary>
    public const string OtherCall = "other";

    private readonly LastFmApi _api;
    private readonly LastFmConsent _consent;

    /// <summary>Makes a simulated Last.fm.</summary>
    /// <param name="options">What it is made of.</param>
    public SimulatedLastFm(SimulatedLastFmOptions options)
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

        LastFmRules rules = LastFmRules.Of(options);
        _api = new LastFmApi(this, rules, new CallLimit(options.Time, TimeSpan.FromMinutes(5)));
        _consent = new LastFmConsent(this, rules);
    }

    /// <summary>Whether a path is the API's.</summary>
    /// <param name="path">The path.</param>
    /// <returns>True where it ends in <c>/2.0</c> or <c>/2.0/</c>.</returns>
    public static bool IsApi(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        return path.EndsWith("/2.0", StringComparison.Ordinal) || path.EndsWith("/2.0/", StringComparison.Ordinal);
    }

    /// <summary>Whether a path is the consent page's.</summary>
    /// <param name="path">The path.</param>
    /// <returns>True for <c>/api/auth</c> and <c>/api/auth/</c> exactly.</returns>
    public static bool IsConsent(string path) => path is "/api/auth" or "/api/auth/";

    /// <inheritdoc/>
    protected override string NameOf(SimulatedRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        string path = request.Address.AbsolutePath;
        return IsApi(path) ? new LastFmCall(request).Method ?? OtherCall : IsConsent(path) ? ConsentCall : OtherCall;
    }

    /// <inheritdoc/>
    protected override SimulatedReply Answer(SimulatedRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        string path = request.Address.AbsolutePath;
        return IsApi(path) ? _api.Answer(request)
            : IsConsent(path) ? _consent.Answer(request)
            : SimulatedReply.Html(404, ConsentPage.Message("Last.fm", "Not found", "There is nothing here."));
    }

    /// <inheritdoc/>
    protected override SimulatedReply Refuse(SimulatedRequest request, int code) => _api.Refuse(new LastFmCall(request), code);
}
