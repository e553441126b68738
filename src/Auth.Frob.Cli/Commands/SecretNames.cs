using Auth.Frob.Recipes;

namespace Auth.Frob.Cli.Commands;

/// <summary>The names on the wire whose values nobody may see.</summary>
internal static class SecretNames
{
    // Whatever a recipe says: these carry secrets at one service of the family or another.
    private static readonly string[] Always = ["sk", "token", "frob", "auth_token", "authToken", "password", "secret", "api_sig"];

    public static HashSet<string> Of(FrobProvider? recipe)
    {
        if (recipe is null)
            return new HashSet<string>(Always, StringComparer.OrdinalIgnoreCase);
        var calls = recipe.Flows.SelectMany(static f => f.Prepare.Concat(f.Exchange).Append(f.Verify)).Append(recipe.Verify);
        var sets = calls.OfType<ApiCall>().SelectMany(static c => new[] { c.Headers, c.Query, c.Body ?? ParameterSet.None })
            .Concat(recipe.Flows.OfType<ConsentFlow>().Select(static f => f.Consent.Query))
            .Concat(recipe.Flows.Select(static f => f.Use).Append(recipe.Use).OfType<GrantUse>().Select(static u => u.Parameters));
        var names = sets.SelectMany(static s => s).Where(static p => p.Slot is { IsSecret: true }).Select(static p => p.Name);
        // Without regard to case: some servers have none either.
        return new HashSet<string>(names.Concat(Always), StringComparer.OrdinalIgnoreCase);
    }
}
