using Microsoft.AspNetCore.Http;

namespace Auth.Frob.AspNetCore.Links;

/// <summary>What the endpoints of links answer.</summary>
internal static class LinkEndpoints
{
    public static Task ListAsync(HttpContext context) => throw new NotImplementedException();

    public static Task BeginAsync(HttpContext context) => throw new NotImplementedException();

    public static Task RemoveAsync(HttpContext context) => throw new NotImplementedException();
}
