using Auth.Frob.Errors;
using Auth.Frob.Recipes;
using Auth.Frob.Replies;
using Auth.Frob.Slots;

namespace Auth.Frob.Tests.Neutrality;

/// <summary>TMDB v3 as data: unsigned, the frob in the consent page's path, a callback that may be left out, JSON both ways.</summary>
internal static class Tmdb
{
    private const string Page = "https://developer.themoviedb.org/reference/authentication-how-do-i-generate-a-session-id";
    private const string Codes = "https://developer.themoviedb.org/docs/errors";

    private static readonly ReplyExpectation Success = new("true", "success");

    public static FrobProvider Provider { get; } = new("tmdb")
    {
        DisplayName = "TMDB",
        Settings =
        [
            new(new Slot("api"), SettingKind.Address, "https://api.themoviedb.org/3/"),
            new(new Slot("consent"), SettingKind.Address, "https://www.themoviedb.org/authenticate/"),
        ],
        Errors = new ErrorMap
        {
            Places = [new("status_code", "status_message")],
            Rows =
            [
                new("7", FrobErrorKind.InvalidAppKey, "the key is unknown", Codes),
                new("17", FrobErrorKind.Pending, "the request token was not allowed yet", Codes),
                new("25", FrobErrorKind.RateLimited, "too many requests", Codes),
                new("33", FrobErrorKind.Expired, "the request token is expired or invalid", Codes),
                new("36", FrobErrorKind.InsufficientPermission, "the token may not write", Codes),
            ],
        },
        Use = new GrantUse { Parameters = [new("api_key", Slot.ApiKey), new("session_id", Slot.Token)] },
        Flows =
        [
            new ConsentFlow("session")
            {
                Summary = $"Request token, consent page, session; with or without a redirect: {Page}",
                Prepare =
                [
                    new ApiCall
                    {
                        Endpoint = "{+api}authentication/token/new",
                        Method = HttpMethod.Get,
                        Query = [new("api_key", Slot.ApiKey)],
                        Expects = Success,
                        Reads = [new(Slot.Frob, "request_token")],
                    },
                ],
                Consent = new ConsentLink("{+consent}{frob}") { Query = [new Parameter("redirect_to", Slot.Callback).Optional()] },
                Callback = new CallbackRule { Reads = [new(Slot.Frob, "request_token")], IsOptional = true, Denied = ("denied", "true") },
                Binding = Binding.Frob,
                PollEvery = TimeSpan.FromSeconds(5),
                FrobLifetime = TimeSpan.FromMinutes(60),
                Exchange =
                [
                    new ApiCall
                    {
                        Endpoint = "{+api}authentication/session/new",
                        Query = [new("api_key", Slot.ApiKey)],
                        Body = [new("request_token", Slot.Frob)],
                        BodyFormat = BodyFormat.Json,
                        Expects = Success,
                        Reads = [new(Slot.Token, "session_id")],
                    },
                ],
            },
        ],
    };
}
