using Microsoft.AspNetCore.Authentication;

namespace Auth.Frob.AspNetCore.Links;

/// <summary>Asks a scheme to add a grant to the signed-in user, instead of signing somebody in.</summary>
/// <remarks>Thread-safe.</remarks>
public static class FrobLink
{
    internal const string OwnerItem = ".frob.owner";
    private const string LinkItem = ".frob.link";
    private const string PermissionItem = ".frob.permission.";

    /// <summary>The properties of a challenge that links.</summary>
    /// <param name="returnUrl">Where to go afterwards; an address that is not the site's own is replaced by its root.</param>
    /// <param name="permissions">What to ask for, also nothing; null: what the scheme's options say.</param>
    /// <returns>Properties for <c>ChallengeAsync</c>; somebody must be signed in then.</returns>
    /// <example><code>return Results.Challenge(FrobLink.Properties("/accounts"), ["my-service"]);</code></example>
    public static AuthenticationProperties Properties(string returnUrl = "/", Permissions? permissions = null)
    {
        var properties = new AuthenticationProperties { RedirectUri = returnUrl };
        properties.Items[LinkItem] = "1";
        if (permissions is null)
            return properties;
        // There even where nothing is asked for: that is not what the scheme asks for.
        properties.Items[PermissionItem] = "";
        foreach (var (area, word) in permissions)
            properties.Items[PermissionItem + area] = word;
        return properties;
    }

    internal static bool IsLink(AuthenticationProperties properties) => properties.Items.ContainsKey(LinkItem);

    internal static Permissions? PermissionsOf(AuthenticationProperties properties) => !properties.Items.ContainsKey(PermissionItem) ? null
        : properties.Items.Where(static item => item.Key.StartsWith(PermissionItem, StringComparison.Ordinal) && item.Key.Length > PermissionItem.Length)
            .Aggregate(Permissions.None, static (all, item) => all.With(item.Key[PermissionItem.Length..], item.Value ?? ""));

    /// <summary>Takes what was the flow's own off the properties, so that it ends up in no ticket.</summary>
    internal static void Clean(AuthenticationProperties properties)
    {
        foreach (var key in properties.Items.Keys.Where(static key => key.StartsWith(".frob.", StringComparison.Ordinal)).ToArray())
            properties.Items.Remove(key);
    }
}
