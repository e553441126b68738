using Auth.Frob.Errors;
using Auth.Frob.Recipes;
using Auth.Frob.Replies;
using Auth.Frob.Slots;

namespace Auth.Frob.Tests.Neutrality;

/// <summary>RFC 8628 as data: the service gives the consent page, the pace and the lifetime; outcomes are words.</summary>
internal static class DeviceGrant
{
    private const string Device = "RFC 8628 section 3.5";
    private const string OAuth = "RFC 6749 section 5.2";

    public static FrobProvider Provider { get; } = new("device-grant")
    {
        DisplayName = "Device grant",
        Settings =
        [
            new(new Slot("device"), SettingKind.Address, "https://service.example/device_authorization"),
            new(new Slot("access"), SettingKind.Address, "https://service.example/token"),
        ],
        Errors = new ErrorMap
        {
            Places = [new("error", "error_description")],
            Rows =
            [
                new("authorization_pending", FrobErrorKind.Pending, "not allowed yet", Device),
                new("slow_down", FrobErrorKind.SlowDown, "not allowed yet, and asked too often", Device),
                new("access_denied", FrobErrorKind.Denied, "the user refused", Device),
                new("expired_token", FrobErrorKind.Expired, "the device code is over", Device),
                new("invalid_grant", FrobErrorKind.InvalidFrob, "the device code is unknown or used", OAuth),
                new("invalid_client", FrobErrorKind.InvalidAppKey, "the client is unknown", OAuth),
                new("unauthorized_client", FrobErrorKind.InvalidAppKey, "the client may not use this grant", OAuth),
                new("invalid_scope", FrobErrorKind.InvalidRequest, "the scope is unknown", OAuth),
                new("invalid_request", FrobErrorKind.InvalidRequest, "a parameter is missing or there twice", OAuth),
                new("unsupported_grant_type", FrobErrorKind.Unsupported, "no device grant here", OAuth),
            ],
        },
        Permissions = new PermissionRule(PermissionStyle.Names, "scope"),
        Use = new GrantUse { Headers = [new("Authorization", "Bearer {+token}")] },
        Flows =
        [
            new ConsentFlow("device")
            {
                Summary = "Device code and user code, a page that the service names, polling at the service's pace.",
                Prepare =
                [
                    new ApiCall
                    {
                        Endpoint = "{+device}",
                        Body =
                        [
                            new("client_id", Slot.ApiKey),
                            new Parameter("client_secret", Slot.SharedSecret).Optional(),
                            new Parameter("scope", Slot.Permissions).Optional(),
                        ],
                        Reads =
                        [
                            new(Slot.Frob, "device_code"),
                            new(Slot.UserCode, "user_code"),
                            new(Slot.ConsentUri, "verification_uri_complete", "verification_uri"),
                            new(Slot.ExpiresIn, "expires_in"),
                            new ReplyField(Slot.PollSeconds, "interval").Optional(),
                        ],
                    },
                ],
                Consent = new ConsentLink("{+consentUri}"),
                Binding = Binding.Frob,
                PollEvery = TimeSpan.FromSeconds(5),
                Exchange =
                [
                    new ApiCall
                    {
                        Endpoint = "{+access}",
                        Body =
                        [
                            new("grant_type", "urn:ietf:params:oauth:grant-type:device_code"),
                            new("device_code", Slot.Frob),
                            new("client_id", Slot.ApiKey),
                            new Parameter("client_secret", Slot.SharedSecret).Optional(),
                        ],
                        Reads =
                        [
                            new(Slot.Token, "access_token"),
                            new ReplyField(Slot.RefreshToken, "refresh_token").Optional(),
                            new ReplyField(Slot.ExpiresIn, "expires_in").Optional(),
                            new ReplyField(Slot.Permissions, "scope").Optional(),
                        ],
                    },
                ],
            },
        ],
    };
}
