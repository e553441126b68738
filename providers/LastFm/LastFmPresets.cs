using System.Collections.Immutable;

namespace Auth.Frob.LastFm;

/// <summary>Servers that speak Last.fm's protocol: the same recipe with other settings, and without what they do not have.</summary>
/// <remarks>Immutable, shared, thread-safe.</remarks>
public static class LastFmPresets
{
    /// <summary>Libre.fm and other GNU FM servers: authToken form, no way to verify.</summary>
    /// <remarks>Answers 14 for a token that is unknown or used as well as for one that waits: only the deadline ends a poll there.</remarks>
    public static FrobProvider LibreFm { get; } = LastFmRecipe.Provider with
    {
        Id = "librefm",
        DisplayName = "Libre.fm",
        Settings = Settings("https://libre.fm/2.0/", "https://libre.fm/api/auth/", "authToken"),
        Verify = null,
        RevokePage = null,
        Pace = null,
    };

    /// <summary>ListenBrainz: flow <c>desktop</c> alone, one pending sign-in per key.</summary>
    /// <remarks>A second getToken with one key ends the first for all users of the key: run one sign-in at a time.</remarks>
    public static FrobProvider ListenBrainz { get; } = LastFmRecipe.Provider with
    {
        Id = "listenbrainz",
        DisplayName = "ListenBrainz",
        Settings = Settings("https://api.listenbrainz.org/2.0/", "https://listenbrainz.org/api/auth/", "password"),
        OnePendingPerKey = true,
        // metabrainz/brainzutils: 30 requests in 10 seconds from one address.
        Pace = (30, TimeSpan.FromSeconds(10)),
        // The server asks for the name too and answers 6 without it: metabrainz/listenbrainz-server, api_compat.py, session_info.
        Verify = LastFmRecipe.Call(
            "auth.getSessionInfo", new Parameter("sk", Slot.Token), new Parameter("username", Slot.AccountName).Optional()) with
        {
            Reads =
            [
                new(Slot.AccountName, "application.session.name", "session.name"),
                new ReplyField(LastFmSlots.Subscriber, "application.session.subscriber", "session.subscriber").Optional(),
            ],
        },
        RevokePage = null,
        Flows = [.. LastFmRecipe.Provider.Flows.Where(static f => f.Name == "desktop")],
    };

    private static ImmutableArray<Setting> Settings(string api, string consent, string mobile) =>
        [.. LastFmRecipe.Provider.Settings.Select(s => s with { Default = Default(s, api, consent, mobile) })];

    private static string? Default(Setting setting, string api, string consent, string mobile) =>
        setting.Slot.Name switch { "api" => api, "consent" => consent, "mobile" => mobile, _ => setting.Default };
}
