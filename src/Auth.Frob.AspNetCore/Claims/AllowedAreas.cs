namespace Auth.Frob.AspNetCore.Claims;

/// <summary>What of permissions is worth telling: an area of which nothing is allowed is not.</summary>
internal static class AllowedAreas
{
    public static IEnumerable<string> Of(Permissions permissions) =>
        permissions.Where(static area => area.Value != Permissions.None[area.Key]).Select(static area => $"{area.Key}={area.Value}");
}
