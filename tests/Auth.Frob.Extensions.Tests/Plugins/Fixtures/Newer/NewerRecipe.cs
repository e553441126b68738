[assembly: FrobPlugin("fixture", "0.1", typeof(Frob.Fixture.Newer.NewerRecipe))]

namespace Frob.Fixture.Newer;

/// <summary>The fixture's next version: the flow of old is gone.</summary>
public static class NewerRecipe
{
    public static FrobProvider Provider { get; } = new("fixture")
    {
        DisplayName = "A fixture",
        Errors = new ErrorMap(),
        Use = new GrantUse { Parameters = [new("key", Slot.ApiKey), new("token", Slot.Token)] },
        Flows =
        [
            new DirectFlow("code")
            {
                Exchange = [new ApiCall { Endpoint = "https://fixture.example/signin", Reads = [new(Slot.Token, "token")] }],
            },
        ],
    };
}
