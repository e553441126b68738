using System.Collections.Immutable;
using static Auth.Frob.Ipernity.IpernitySlots;

[assembly: Auth.Frob.Recipes.FrobPlugin("ipernity", "0.1", typeof(Auth.Frob.Ipernity.IpernityRecipe))]

namespace Auth.Frob.Ipernity;

/// <summary>ipernity as a recipe. Source: https://www.ipernity.com/help/api and the pages auth.web, auth.soft, auth.oauth, encoding.</summary>
/// <remarks>Immutable, shared, thread-safe.</remarks>
public static class IpernityRecipe
{
    // The wire holds a few minutes, no figure is published: unverified, and it limits nothing, for no flow here is polled.
    private static readonly TimeSpan UnverifiedFrobLifetime = TimeSpan.FromMinutes(10);

    // The methods' pages show <auth> as the root, without the mark; on the wire it is inside <api>, which has it.
    private static readonly ReplyExpectation Ok = new("ok", "api.status", "status") { IsOptional = true };

    private static readonly ReplyFields AccountReply =
    [
        new ReplyField(Slot.Permissions, "auth.permissions", "auth.perms", "permissions", "perms").All(),
        new ReplyField(Slot.AccountId, "auth.user.user_id", "user.user_id"),
        new ReplyField(Slot.AccountName, "auth.user.username", "user.username").Optional(),
        new ReplyField(Slot.DisplayName, "auth.user.realname", "user.realname").Optional(),
        new ReplyField(Language, "auth.user.lg", "user.lg").Optional(),
        new ReplyField(Pro, "auth.user.is_pro", "user.is_pro").Optional(),
    ];

    private static readonly ApiCall GetFrob = Call("auth.getFrob") with { Reads = [new(Slot.Frob, "auth.frob", "frob")] };

    private static readonly ApiCall GetToken = Call(
        "auth.getToken", new Parameter("frob", Slot.Frob), new Parameter("extra", Extra).Optional()) with
    {
        Reads =
        [
            new(Slot.Token, "auth.token", "token"), .. AccountReply,
            new ReplyField(Preferences, "auth").All(), new ReplyField(UserPreferences, "auth.user").All(),
        ],
        Errors = IpernityErrors.GetToken,
    };

    private static readonly ImmutableArray<string> ToDelete = ["read", "write", "delete"];

    /// <summary>ipernity: flows <c>desktop</c>, <c>web</c> and <c>oauth</c>.</summary>
    public static FrobProvider Provider { get; } = new("ipernity")
    {
        DisplayName = "ipernity",
        Settings =
        [
            new(Api, SettingKind.Address, "https://api.ipernity.com/api/"),
            new(Consent, SettingKind.Address, "https://www.ipernity.com/apps/authorize"),
            new(OAuth, SettingKind.Address, "https://www.ipernity.com/apps/oauth/"),
            new(Format, SettingKind.Choice, "json", "json", "xml"),
            new(Extra, SettingKind.Choice, null, "pref"),
        ],
        Signer = new SignatureRecipe { EndsWithMethod = true, LeftOut = ["file"] },
        Errors = IpernityErrors.General,
        Permissions = new PermissionRule(PermissionStyle.PerArea, "perm_")
        {
            Areas = ImmutableSortedDictionary.CreateRange<string, ImmutableArray<string>>(StringComparer.Ordinal,
            [
                new("doc", ToDelete), new("blog", ToDelete), new("post", ToDelete), new("network", ToDelete), new("profile", ["read", "write"]),
            ]),
        },
        Use = new GrantUse
        {
            Parameters = [new("api_key", Slot.ApiKey), new("auth_token", Slot.Token)],
            Signed = true,
            Method = ApiMethodFrom.PathSegment,
        },
        Verify = Call("auth.checkToken", new Parameter("auth_token", Slot.Token)) with { Reads = AccountReply },
        Flows = [Desktop, Web, OAuthFlow],
    };

    private static ConsentFlow Desktop => new("desktop")
    {
        Summary = "Get a frob, let the user allow it on the consent page, exchange once when the user says so.",
        Prepare = [GetFrob],
        Consent = new ConsentLink("{+consent}")
        {
            Query = [new("api_key", Slot.ApiKey), new("frob", Slot.Frob)],
            Signed = true,
            CarriesPermissions = true,
        },
        Binding = Binding.Frob,
        FrobLifetime = UnverifiedFrobLifetime,
        Exchange = [GetToken],
    };

    private static ConsentFlow Web => new("web")
    {
        Summary = "Send the browser to the consent page; the redirect to the registered callback brings the frob. Bound by the browser alone.",
        Consent = new ConsentLink("{+consent}") { Query = [new("api_key", Slot.ApiKey)], Signed = true, CarriesPermissions = true },
        Callback = new CallbackRule { Reads = [new(Slot.Frob, "frob")], IsRegistered = true },
        Binding = Binding.BrowserOnly,
        FrobLifetime = UnverifiedFrobLifetime,
        Exchange = [GetToken],
    };

    private static ConsentFlow OAuthFlow => new("oauth")
    {
        Summary = "OAuth 1.0 without a verifier: request, authorize, access; later calls are signed the OAuth way.",
        Signer = new OAuth1Signer(),
        Prepare =
        [
            OAuthCall("{+oauth}request", new Parameter("oauth_callback", Slot.Callback).Optional()) with
            {
                Reads = [new(Slot.Frob, "oauth_token"), new(Slot.FrobSecret, "oauth_token_secret")],
            },
        ],
        Consent = new ConsentLink("{+oauth}authorize") { Query = [new("oauth_token", Slot.Frob)], CarriesPermissions = true },
        Callback = new CallbackRule { Reads = [new(Slot.Frob, "oauth_token")], IsOptional = true },
        Binding = Binding.Frob,
        FrobLifetime = UnverifiedFrobLifetime,
        Exchange =
        [
            OAuthCall("{+oauth}access", new Parameter("oauth_token", Slot.Frob)) with
            {
                SecondSecret = Slot.FrobSecret,
                Reads = [new(Slot.Token, "oauth_token"), new(Slot.TokenSecret, "oauth_token_secret")],
            },
        ],
        Use = new GrantUse
        {
            Parameters = [new("oauth_consumer_key", Slot.ApiKey), new("oauth_token", Slot.Token), new("oauth_version", "1.0")],
            Signed = true,
            SecondSecret = Slot.TokenSecret,
            Method = ApiMethodFrom.PathSegment,
        },
        // No source shows auth.checkToken under OAuth: unverified.
        Verify = OAuthCall("{+api}{method}/{format}", new Parameter("oauth_token", Slot.Token)) with
        {
            ApiMethod = "auth.checkToken",
            SecondSecret = Slot.TokenSecret,
            Expects = Ok,
            Reads = AccountReply,
        },
    };

    private static ApiCall Call(string method, params ReadOnlySpan<Parameter> parameters) => new()
    {
        Endpoint = "{+api}{method}/{format}",
        ApiMethod = method,
        Signed = true,
        Body = ParameterSet.Create([new("api_key", Slot.ApiKey), .. parameters]),
        Expects = Ok,
    };

    private static ApiCall OAuthCall(string endpoint, Parameter parameter) => new()
    {
        Endpoint = endpoint,
        Signed = true,
        Body = [new("oauth_consumer_key", Slot.ApiKey), parameter, new("oauth_version", "1.0")],
    };
}
