using System.Security.Cryptography;
using System.Text;
using static Auth.Frob.LastFm.LastFmSlots;

[assembly: Auth.Frob.Recipes.FrobPlugin("lastfm", "0.1", typeof(Auth.Frob.LastFm.LastFmRecipe), typeof(Auth.Frob.LastFm.LastFmPresets))]

namespace Auth.Frob.LastFm;

/// <summary>Last.fm as a recipe. Source: https://www.last.fm/api/authspec and the method pages it links.</summary>
/// <remarks>Immutable, shared, thread-safe.</remarks>
public static class LastFmRecipe
{
    private static readonly ReplyFields SessionReply =
    [
        new(Slot.Token, "session.key"),
        // Maloja's JSON has neither name nor subscriber.
        new ReplyField(Slot.AccountName, "session.name").Optional(),
        new ReplyField(Subscriber, "session.subscriber").Optional(),
    ];

    private static readonly ApiCall GetToken = Call("auth.getToken") with
    {
        Reads = [new(Slot.Frob, "token")],
        Errors = LastFmErrors.GetToken,
    };

    private static readonly ApiCall GetSession = Call("auth.getSession", new Parameter("token", Slot.Frob)) with
    {
        Reads = SessionReply,
        Errors = LastFmErrors.GetSession,
    };

    private static readonly ApiCall GetMobileSession = Call(
        "auth.getMobileSession",
        new Parameter("username", Slot.Username),
        new Parameter("password", Slot.Password).When(Mobile, "password"),
        new Parameter("authToken", AuthToken).When(Mobile, "authToken")) with
    {
        Reads = SessionReply,
        Errors = LastFmErrors.GetMobileSession,
    };

    /// <summary>Last.fm: flows <c>desktop</c>, <c>web</c> and <c>mobile</c>.</summary>
    public static FrobProvider Provider { get; } = new("lastfm")
    {
        DisplayName = "Last.fm",
        Settings =
        [
            new(Api, SettingKind.Address, "https://ws.audioscrobbler.com/2.0/"),
            new(Consent, SettingKind.Address, "https://www.last.fm/api/auth/"),
            new(Format, SettingKind.Choice, "json", "json", "xml"),
            new(Mobile, SettingKind.Choice, "password", "password", "authToken"),
        ],
        // https://www.last.fm/api/authspec section 8: format and callback take no part.
        Signer = new SignatureRecipe { LeftOut = ["format", "callback"] },
        Errors = LastFmErrors.General,
        Use = new GrantUse
        {
            Parameters = [new("api_key", Slot.ApiKey), new("sk", Slot.Token)],
            Signed = true,
            Method = ApiMethodFrom.Parameter,
        },
        Verify = Call("user.getInfo", new Parameter("sk", Slot.Token)) with
        {
            Reads =
            [
                new(Slot.AccountName, "user.name"),
                new ReplyField(Slot.DisplayName, "user.realname").Optional(),
                new ReplyField(Subscriber, "user.subscriber").Optional(),
            ],
        },
        RevokePage = new Uri("https://www.last.fm/settings/applications"),
        // Terms of service, section 4.4: five calls a second, averaged over five minutes.
        Pace = (1500, TimeSpan.FromMinutes(5)),
        Flows = [Desktop, Web, MobileFlow],
    };

    private static ConsentFlow Desktop => new("desktop")
    {
        Summary = "Get a token, let the user allow it on the consent page, poll for the session.",
        Prepare = [GetToken],
        Consent = new ConsentLink("{+consent}") { Query = [new("api_key", Slot.ApiKey), new("token", Slot.Frob)] },
        Binding = Binding.Frob,
        PollEvery = TimeSpan.FromSeconds(5),
        FrobLifetime = TimeSpan.FromMinutes(60),
        Exchange = [GetSession],
    };

    private static ConsentFlow Web => new("web")
    {
        Summary = "Send the browser to the consent page with a callback; the redirect brings the token and our state.",
        Consent = new ConsentLink("{+consent}") { Query = [new("api_key", Slot.ApiKey), new("cb", Slot.Callback)] },
        // The service knows no state, but keeps the query of cb: https://www.last.fm/api/webauth
        Callback = new CallbackRule { Reads = [new(Slot.Frob, "token")], State = StatePlace.InCallbackAddress },
        Binding = Binding.State,
        Exchange = [GetSession],
    };

    private static DirectFlow MobileFlow => new("mobile")
    {
        Summary = "User name and password, for programs that can't show a page.",
        Derives = [new Derived(AuthToken, HashedPassword, Slot.Username, Slot.Password)],
        Exchange = [GetMobileSession],
    };

    // Everything goes into the body of a POST, getToken is signed too: https://www.last.fm/api/rest
    internal static ApiCall Call(string method, params ReadOnlySpan<Parameter> parameters) => new()
    {
        Endpoint = "{+api}",
        ApiMethod = method,
        Signed = true,
        Body = ParameterSet.Create(
        [
            new("api_key", Slot.ApiKey), new("method", method), .. parameters, new Parameter("format", "json").When(Format, "json"),
        ]),
    };

    // GNU FM hashes the lower-cased name; Last.fm takes either.
    private static string? HashedPassword(SlotValues values) => values[Mobile] == "authToken"
        ? Md5(values[Slot.Username]!.ToLowerInvariant() + Md5(values[Slot.Password]!))
        : null;

    private static string Md5(string text) => Convert.ToHexStringLower(MD5.HashData(Encoding.UTF8.GetBytes(text)));
}
