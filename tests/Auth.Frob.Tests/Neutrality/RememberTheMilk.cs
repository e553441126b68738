using System.Collections.Immutable;
using Auth.Frob.Errors;
using Auth.Frob.Recipes;
using Auth.Frob.Replies;
using Auth.Frob.Signing;
using Auth.Frob.Slots;

namespace Auth.Frob.Tests.Neutrality;

/// <summary>Remember The Milk as data: secret first, format signed, one level of permission, pending and invalid in one code.</summary>
internal static class RememberTheMilk
{
    private const string Page = "https://www.rememberthemilk.com/services/api/authentication.rtm";
    private const string Methods = "https://www.rememberthemilk.com/services/api/methods/rtm.auth.getToken.rtm";

    private static readonly ReplyExpectation Ok = new("ok", "rsp.stat");

    private static readonly ReplyFields AuthReply =
    [
        new(Slot.Token, "rsp.auth.token"),
        new(Slot.Permissions, "rsp.auth.perms"),
        new(Slot.AccountId, "rsp.auth.user.id"),
        new(Slot.AccountName, "rsp.auth.user.username"),
        new ReplyField(Slot.DisplayName, "rsp.auth.user.fullname").Optional(),
    ];

    private static readonly ApiCall GetToken = Call("rtm.auth.getToken", new Parameter("frob", Slot.Frob)) with { Reads = AuthReply };

    public static FrobProvider Provider { get; } = new("remember-the-milk")
    {
        DisplayName = "Remember The Milk",
        Settings =
        [
            new(new Slot("api"), SettingKind.Address, "https://api.rememberthemilk.com/services/rest/"),
            new(new Slot("consent"), SettingKind.Address, "https://www.rememberthemilk.com/services/auth/"),
        ],
        Signer = new SignatureRecipe { Secret = SecretPlace.First },
        Errors = new ErrorMap
        {
            Places = [new("rsp.err.code", "rsp.err.msg")],
            Rows =
            [
                new("96", FrobErrorKind.InvalidSignature, "the signature is wrong", Methods),
                new("97", FrobErrorKind.InvalidSignature, "the signature is missing", Methods),
                new("98", FrobErrorKind.InvalidGrant, "the token is invalid", Methods),
                new("99", FrobErrorKind.InsufficientPermission, "not allowed with this token", Methods),
                new("100", FrobErrorKind.InvalidAppKey, "the key is unknown", Methods),
                new("101", FrobErrorKind.PendingOrInvalid, "the frob is not allowed yet, unknown or used", Methods),
                new("105", FrobErrorKind.Unavailable, "unavailable for a moment", Methods),
                new("112", FrobErrorKind.Unsupported, "no such method", Methods),
            ],
        },
        Permissions = new PermissionRule(PermissionStyle.OneLevel, "perms")
        {
            Areas = ImmutableSortedDictionary.CreateRange<string, ImmutableArray<string>>(StringComparer.Ordinal, [new("perms", ["read", "write", "delete"])]),
        },
        Use = new GrantUse
        {
            Parameters = [new("api_key", Slot.ApiKey), new("auth_token", Slot.Token), new("format", "json")],
            Signed = true,
            Method = ApiMethodFrom.Parameter,
        },
        Verify = Call("rtm.auth.checkToken", new Parameter("auth_token", Slot.Token)) with { Reads = AuthReply },
        Flows =
        [
            new ConsentFlow("desktop")
            {
                Summary = $"Frob, consent page, one exchange when the user says so: {Page}",
                Prepare = [Call("rtm.auth.getFrob") with { Reads = [new(Slot.Frob, "rsp.frob")] }],
                Consent = Link(new Parameter("frob", Slot.Frob)),
                Binding = Binding.Frob,
                Exchange = [GetToken],
            },
            new ConsentFlow("web")
            {
                Summary = $"The redirect to the address registered with the key brings the frob: {Page}",
                Consent = Link(),
                Callback = new CallbackRule { Reads = [new(Slot.Frob, "frob")], IsRegistered = true },
                Binding = Binding.BrowserOnly,
                Exchange = [GetToken],
            },
        ],
    };

    private static ConsentLink Link(params ReadOnlySpan<Parameter> parameters) => new("{+consent}")
    {
        Query = ParameterSet.Create([new("api_key", Slot.ApiKey), .. parameters]),
        Signed = true,
        CarriesPermissions = true,
    };

    private static ApiCall Call(string method, params ReadOnlySpan<Parameter> parameters) => new()
    {
        Endpoint = "{+api}",
        Method = HttpMethod.Get,
        ApiMethod = method,
        Signed = true,
        Query = ParameterSet.Create([new("method", method), new("api_key", Slot.ApiKey), new("format", "json"), .. parameters]),
        Expects = Ok,
    };
}
