using System.Reflection;
using System.Threading.RateLimiting;
using Polly;

[assembly: FrobPlugin("fixture", "0.1", typeof(Frob.Fixture.Conflicting.ConflictingRecipe))]

namespace Frob.Fixture.Conflicting;

/// <summary>A service that is told, with each sign-in, which version of a library the plugin computed with.</summary>
public static class ConflictingRecipe
{
    private static readonly Slot Library = new("library");

    public static FrobProvider Provider { get; } = new("fixture")
    {
        DisplayName = "A fixture",
        Errors = new ErrorMap { Rows = [new ErrorRow("9", FrobErrorKind.InvalidGrant, "signed out", "made up")] },
        Use = new GrantUse { Parameters = [new("key", Slot.ApiKey), new("token", Slot.Token)] },
        Flows =
        [
            new DirectFlow("password")
            {
                Derives = [new Derived(Library, VersionOfLibrary, Slot.Username)],
                Exchange =
                [
                    new ApiCall
                    {
                        Endpoint = "https://fixture.example/signin",
                        Body = ParameterSet.Create([new("user", Slot.Username), new("password", Slot.Password), new("library", Library)]),
                        Reads = [new(Slot.Token, "token"), new ReplyField(Slot.AccountName, "user").Optional()],
                    },
                ],
            },
        ],
    };

    // Really used: the version is what a pipeline of the library gives back. No builder: it validates by System.ComponentModel.DataAnnotations,
    // whose process-wide cache of types would keep the plugin for good.
    private static string VersionOfLibrary(SlotValues values) => ResiliencePipeline.Empty.Execute(
        static () => typeof(ResiliencePipeline).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion.Split('+')[0])
        + "/" + Limit();

    private static string Limit()
    {
        using var limiter = new ConcurrencyLimiter(new() { PermitLimit = 1 });
        using var lease = limiter.AttemptAcquire();
        return lease.IsAcquired ? typeof(RateLimiter).Assembly.GetName().Version!.ToString(2) : "";
    }
}
