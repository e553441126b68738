using Auth.Frob.Recipes;

namespace Auth.Frob.Cli.Commands;

/// <summary>What a provider offers, in few words.</summary>
internal static class ProviderText
{
    /// <summary>How a flow learns of the consent, the most comfortable way first.</summary>
    public static IReadOnlyList<string> Ways(FrobFlow flow)
    {
        if (flow is not ConsentFlow consent)
            return ["password"];
        List<string> ways = [];
        if (consent.Callback is not null)
            ways.AddRange(["loopback", "paste"]);
        if (consent.PollEvery is not null)
            ways.Add("poll");
        if (consent.TypedCode is not null && consent.Callback is null)
            ways.Add("paste");
        else if (consent.PollEvery is null && consent.Callback is null or { IsOptional: true })
            ways.Add("enter");
        return ways;
    }

    /// <summary>How permissions are asked for.</summary>
    public static string Permissions(FrobProvider recipe) => recipe.Permissions?.Style switch
    {
        null => "none",
        PermissionStyle.PerArea => "a level per area",
        PermissionStyle.OneLevel => "one level",
        _ => "names",
    };

    /// <summary>The call that proves a grant; null where no flow has one.</summary>
    public static string? Verify(FrobProvider recipe) =>
        (recipe.Verify ?? recipe.Flows.Select(static f => f.Verify).FirstOrDefault(static v => v is not null)) is { } call ? RecipeText.NameOf(call) : null;
}
