using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace LinkedAccounts.Pages;

/// <summary>Where a person signs out.</summary>
public sealed class SignOutModel : PageModel
{
    public IActionResult OnPost() => SignOut(
        new AuthenticationProperties { RedirectUri = "/?done=signed-out" }, CookieAuthenticationDefaults.AuthenticationScheme);
}
