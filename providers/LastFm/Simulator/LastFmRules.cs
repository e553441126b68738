using Auth.Frob.Testing.Simulation;

namespace Auth.Frob.LastFm.Simulator;

/// <summary>What one server of the protocol does differently from another.</summary>
internal sealed record LastFmRules
{
    public string Service { get; init; } = "Last.fm";

    public bool IsStrict { get; init; }

    public int? CallsInFiveMinutes { get; init; }

    // Scrobbling apps: https://www.last.fm/api/authspec says 60 minutes.
    public TimeSpan FrobLife { get; init; } = TimeSpan.FromMinutes(60);

    public Func<string> NewTicket { get; init; } = () => RandomTicket.Base64Url(32);

    public bool ChecksKeyAndSignature { get; init; } = true;

    public bool BindsFrobsToKeys { get; init; } = true;

    public bool AnswersErrorsWithOk { get; init; }

    public bool HasWebFlow { get; init; } = true;

    public bool HasMobile { get; init; } = true;

    public bool HasSessionDetails { get; init; }

    public bool TakesPasswords { get; init; } = true;

    public bool HasOnePendingPerKey { get; init; }

    public bool WritesSubscriberAsText { get; init; }

    public bool WritesBareSessions { get; init; }

    public int CodeOfDeadToken { get; init; } = 4;

    public int CodeOfMissingToken { get; init; } = 6;

    public static LastFmRules Of(SimulatedLastFmOptions options)
    {
        LastFmRules rules = options.Profile switch
        {
            LastFmProfile.LibreFm => LibreFm(),
            LastFmProfile.ListenBrainz => ListenBrainz(),
            _ => new LastFmRules(),
        };
        return rules with { IsStrict = options.Mode == SimulationMode.Strict, CallsInFiveMinutes = options.CallsInFiveMinutes };
    }

    // foocorp/gnu-fm nixtape/2.0/index.php and nixtape/api/auth/index.php: no key or signature is looked at, no age is compared.
    private static LastFmRules LibreFm() => new()
    {
        Service = "Libre.fm",
        FrobLife = Timeout.InfiniteTimeSpan,
        NewTicket = () => RandomTicket.Hex(32),
        ChecksKeyAndSignature = false,
        AnswersErrorsWithOk = true,
        BindsFrobsToKeys = false,
        TakesPasswords = false,
        WritesBareSessions = true,
        CodeOfDeadToken = 14,
        CodeOfMissingToken = 4,
    };

    // metabrainz/listenbrainz-server listenbrainz/webserver/views/api_compat.py and db/lastfm_token.py.
    private static LastFmRules ListenBrainz() => new()
    {
        Service = "ListenBrainz",
        NewTicket = () => RandomTicket.Hex(40),
        ChecksKeyAndSignature = false,
        AnswersErrorsWithOk = true,
        HasWebFlow = false,
        HasMobile = false,
        HasSessionDetails = true,
        HasOnePendingPerKey = true,
        WritesSubscriberAsText = true,
    };
}
