using Auth.Frob.Testing.Simulation;

namespace Auth.Frob.LastFm.Simulator;

/// <summary>A request to the API, read: query and form merged, the method in its documented spelling.</summary>
internal sealed class LastFmCall
{
    public const string GetToken = "auth.getToken";
    public const string GetSession = "auth.getSession";
    public const string GetMobileSession = "auth.getMobileSession";
    public const string GetSessionDetails = "auth.getSessionInfo";
    public const string GetUser = "user.getInfo";

    private static readonly Dictionary<string, string> Methods = new string[]
    {
        GetToken, GetSession, GetMobileSession, GetSessionDetails, GetUser, "user.getRecentTracks",
        "track.love", "track.unlove", "track.scrobble", "track.updateNowPlaying",
    }.ToDictionary(method => method, StringComparer.OrdinalIgnoreCase);

    public LastFmCall(SimulatedRequest request)
    {
        Request = request;
        Parameters = request.Query.MergedWith(request.Form);
        Method = Parameters["method"] is { } sent && Methods.TryGetValue(sent, out string? method) ? method : null;
    }

    public SimulatedRequest Request { get; }

    public SimulatedParameters Parameters { get; }

    public string? Method { get; }

    public string? Key => Parameters.Filled("api_key");

    public bool IsJson => Parameters["format"] == "json";

    public bool HasKnownFormat => Parameters["format"] is null or "" or "json" or "xml";

    /// <summary>The function that wraps the JSON (JSONP), or null.</summary>
    public string? Function =>
        Parameters.Filled("callback") is { } name && name.All(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '$' or '.') ? name : null;

    public bool IsWrite => Method is not null && Method.StartsWith("track.", StringComparison.Ordinal);

    /// <summary>Whether the service wants a signature even where none was sent.</summary>
    public bool MustBeSigned(bool isStrict) => Method switch
    {
        GetToken => isStrict,
        GetUser => Parameters["sk"] is not null,
        _ => true,
    };

    // https://www.last.fm/api/authspec section 8: format and callback take no part.
    public bool HasRightSignature(string secret) => ConcatSignature.Agrees(
        Parameters["api_sig"] ?? "",
        ConcatSignature.Compute(Parameters.Values.Where(pair => pair.Key is not ("format" or "callback" or "api_sig")), "", secret));
}
