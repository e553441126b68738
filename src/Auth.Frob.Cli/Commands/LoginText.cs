using Auth.Frob.Cli.Output;
using Auth.Frob.Desktop;
using Auth.Frob.Outcomes;
using Auth.Frob.Recipes;

namespace Auth.Frob.Cli.Commands;

/// <summary>What a person is told before a page opens, and where access is taken back.</summary>
internal static class LoginText
{
    public static IEnumerable<string> Before(FrobProvider provider, LoginOrder order, DesktopPlan plan, string? directory)
    {
        var what = order.Permissions.Count > 0 ? $"these permissions: {order.Permissions}"
            : plan.Flow is ConsentFlow ? "no permission beyond what the service gives by itself" : "all that your password allows";
        yield return $"You are about to sign in to {provider.DisplayName}, by its flow '{plan.Flow.Name}', with the application's key. It asks for {what}.";
        yield return Ways.Sentence(plan.Way);
        yield return directory is not null ? $"The sign-in will be kept, encrypted, in {directory}." : "The sign-in will not be kept.";
    }

    /// <summary>Where the service lets its users take access back, as a sentence.</summary>
    public static string Revoke(FrobProvider provider, string what) => provider.RevokePage is { } page
        ? $"{what} at {page}"
        : $"{what} on the service's own page for connected applications.";

    public static string? Account(Grant grant) => (grant.Account.Name ?? grant.Account.Id) is { } name ? PlainText.Word(name) : null;
}
