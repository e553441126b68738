[assembly: FrobPlugin("gallery", "0.1", typeof(Gallery.GalleryRecipe))]

namespace Gallery;

/// <summary>A made-up service of the family, as a plugin: what somebody writes who wants a service that nobody ships.</summary>
public static class GalleryRecipe
{
    private static readonly Slot Api = new("api");
    private static readonly Slot Consent = new("consent");

    public static FrobProvider Provider { get; } = new("gallery")
    {
        DisplayName = "Gallery",
        Settings =
        [
            new(Api, SettingKind.Address, "https://gallery.example/gallery/api"),
            new(Consent, SettingKind.Address, "https://gallery.example/gallery/allow"),
        ],
        Signer = new SignatureRecipe { Secret = SecretPlace.First },
        Errors = new ErrorMap
        {
            Places = [new("error", "message")],
            Rows =
            [
                new("1", FrobErrorKind.InvalidSignature, "wrong signature", "made up"),
                new("2", FrobErrorKind.PendingOrInvalid, "no such frob, or not allowed yet", "made up"),
            ],
        },
        Use = new GrantUse { Parameters = [new("api_key", Slot.ApiKey), new("auth_token", Slot.Token)], Signed = true },
        Flows =
        [
            new ConsentFlow("desktop")
            {
                Prepare = [Call("getFrob") with { Reads = [new(Slot.Frob, "frob")] }],
                Consent = new ConsentLink("{+consent}") { Signed = true, Query = [new("api_key", Slot.ApiKey), new("frob", Slot.Frob)] },
                Binding = Binding.Frob,
                FrobLifetime = TimeSpan.FromMinutes(30),
                Exchange =
                [
                    Call("getToken", new Parameter("frob", Slot.Frob)) with { Reads = [new(Slot.Token, "token"), new(Slot.AccountName, "user")] },
                ],
            },
        ],
    };

    private static ApiCall Call(string method, params ReadOnlySpan<Parameter> parameters) => new()
    {
        Endpoint = "{+api}",
        Signed = true,
        Body = ParameterSet.Create([new("api_key", Slot.ApiKey), new("method", method), .. parameters]),
    };
}
