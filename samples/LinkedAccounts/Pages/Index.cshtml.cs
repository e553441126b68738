using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace LinkedAccounts.Pages;

/// <summary>Where a person signs in.</summary>
public sealed class IndexModel : PageModel
{
    [BindProperty(SupportsGet = true)]
    public string? ReturnUrl { get; set; }

    public string? Done { get; private set; }

    public IActionResult OnGet(string? done)
    {
        if (User.Identity?.IsAuthenticated == true)
            return RedirectToPage("/Accounts");
        Done = done == "signed-out" ? "You are signed out." : null;
        return Page();
    }

    public IActionResult OnPost() => Challenge(
        new AuthenticationProperties { RedirectUri = Url.IsLocalUrl(ReturnUrl) && ReturnUrl != "/" ? ReturnUrl : "/accounts" }, "lastfm");
}
