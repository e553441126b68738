using System.Collections.Immutable;
using Auth.Frob.Errors;
using Auth.Frob.Recipes;
using Auth.Frob.Replies;
using Auth.Frob.Signing;
using Auth.Frob.Slots;

namespace Auth.Frob.Tests.Scripted;

/// <summary>A small service as a recipe, with one flow of each shape, so that the core is tested without any provider's package.</summary>
internal static class Tiny
{
    public const string Name = "tiny";
    public const string Key = "tiny-key";
    public const string Shared = "tiny-secret";
    public const string Frob = """{"frob":"f-1"}""";
    public const string Session = """{"session":{"key":"t-1","name":"alice"}}""";

    public static readonly Slot Api = new("api");
    public static readonly Slot Consent = new("consent");
    public static readonly Slot Format = new("format");

    public static SignatureRecipe Signer { get; } = new() { LeftOut = ["format"] };

    public static ErrorMap Errors { get; } = new()
    {
        Places = [new("error", "message"), new("api.code", "api.text", "api.message")],
        Rows =
        [
            Row("1", FrobErrorKind.Pending), Row("2", FrobErrorKind.SlowDown), Row("3", FrobErrorKind.InvalidFrob),
            Row("4", FrobErrorKind.InvalidSignature), Row("5", FrobErrorKind.Unavailable), Row("6", FrobErrorKind.RateLimited),
            Row("7", FrobErrorKind.InvalidGrant) with { Remedy = "Sign in at the desk." }, Row("authorization_pending", FrobErrorKind.Pending),
        ],
    };

    public static ApiCall GetFrob { get; } = Call("getFrob") with { Reads = [new(Slot.Frob, "frob")] };

    public static ApiCall GetToken { get; } = Call("getToken", new Parameter("frob", Slot.Frob)) with
    {
        Reads =
        [
            new(Slot.Token, "session.key"),
            new ReplyField(Slot.AccountName, "session.name").Optional(),
            new ReplyField(Slot.Permissions, "session.permissions").All(),
        ],
    };

    public static ConsentFlow Desktop { get; } = new("desktop")
    {
        Prepare = [GetFrob],
        Consent = new ConsentLink("{+consent}") { Query = [new("api_key", Slot.ApiKey), new("frob", Slot.Frob)], Signed = true },
        Binding = Binding.Frob,
        PollEvery = TimeSpan.FromSeconds(5),
        Exchange = [GetToken],
    };

    public static ConsentFlow Web { get; } = new("web")
    {
        Consent = new ConsentLink("{+consent}") { Query = [new("api_key", Slot.ApiKey), new("cb", Slot.Callback)], CarriesPermissions = true },
        Callback = new CallbackRule { Reads = [new(Slot.Frob, "frob")], State = StatePlace.InCallbackAddress, Denied = ("denied", null) },
        Binding = Binding.State,
        Exchange = [GetToken],
    };

    public static ConsentFlow Echo { get; } = new("echo")
    {
        Consent = new ConsentLink("{+consent}") { Query = [new("api_key", Slot.ApiKey)] },
        Callback = new CallbackRule
        {
            Reads = [new(Slot.Frob, "frob")], State = StatePlace.InConsentAddress, StateName = "nonce", IsRegistered = true, Denied = ("denied", "yes"),
        },
        Binding = Binding.State,
        Exchange = [GetToken],
    };

    /// <summary>The frob is there before consent, the redirect must bring the same one, and a verifier beside it.</summary>
    public static ConsentFlow Bound { get; } = Desktop with
    {
        Name = "bound",
        PollEvery = null,
        Callback = new CallbackRule { Reads = [new(Slot.Frob, "frob"), new(Slot.Verifier, "verifier")] },
        Exchange = [GetToken with { Body = [.. GetToken.Body!, new("verifier", Slot.Verifier)] }],
    };

    public static ConsentFlow Pin { get; } = Desktop with
    {
        Name = "pin",
        PollEvery = null,
        TypedCode = Slot.Verifier,
        Exchange = [GetToken with { Body = [.. GetToken.Body!, new("verifier", Slot.Verifier)] }],
    };

    public static DirectFlow Direct { get; } = new("direct")
    {
        Exchange = [Call("signIn", new("username", Slot.Username), new("password", Slot.Password)) with { Reads = GetToken.Reads }],
    };

    public static FrobProvider Provider { get; } = new(Name)
    {
        DisplayName = "Tiny",
        Settings =
        [
            new(Api, SettingKind.Address, "https://api.tiny.example/rest/"),
            new(Consent, SettingKind.Address, "https://www.tiny.example/consent"),
            new(Format, SettingKind.Choice, "json", "json", "xml"),
        ],
        Signer = Signer,
        Errors = Errors,
        Permissions = new PermissionRule(PermissionStyle.PerArea, "perm_")
        {
            Areas = ImmutableSortedDictionary.CreateRange<string, ImmutableArray<string>>(StringComparer.Ordinal, [new("doc", ["read", "write"])]),
        },
        Use = new GrantUse { Parameters = [new("auth_token", Slot.Token)], Signed = true },
        Verify = Call("check", new Parameter("auth_token", Slot.Token)) with { Reads = [new(Slot.AccountName, "session.name")] },
        RevokePage = new Uri("https://www.tiny.example/apps"),
        Flows = [Desktop, Web, Echo, Bound, Pin, Direct],
    };

    public static ErrorRow Row(string code, FrobErrorKind kind) => new(code, kind, "a meaning", "these tests");

    public static ApiCall Call(string method, params ReadOnlySpan<Parameter> parameters) => new()
    {
        Endpoint = "{+api}",
        ApiMethod = method,
        Signed = true,
        Body = ParameterSet.Create(
        [
            new("api_key", Slot.ApiKey), new("method", method), .. parameters, new Parameter("format", "json").When(Format, "json"),
        ]),
    };
}
