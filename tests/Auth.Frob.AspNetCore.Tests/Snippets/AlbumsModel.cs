// <snippet:using>
using Auth.Frob.AspNetCore.Links;
using Auth.Frob.Outcomes;
// </snippet:using>
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Auth.Frob.AspNetCore.Tests.Snippets;

/// <summary>A Razor page that asks for more than the account was linked with.</summary>
internal sealed class AlbumsModel : PageModel
{
    // <snippet:link>
    // A Razor page checks its antiforgery token by itself.
    public IActionResult OnPost() =>
        Challenge(FrobLink.Properties("/albums", Permissions.None.With("doc", PermissionLevel.Write)), "my-service");
    // </snippet:link>
}
