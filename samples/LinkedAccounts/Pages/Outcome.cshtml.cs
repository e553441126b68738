using Auth.Frob.AspNetCore;
using LinkedAccounts.Outcomes;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace LinkedAccounts.Pages;

/// <summary>Tells why somebody was not signed in, or an account not linked.</summary>
[ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
public sealed class OutcomeModel : PageModel
{
    public FrobCallbackFault Fault { get; private set; }

    public OutcomeWords Words { get; private set; } = OutcomeWords.Of(FrobCallbackFault.Mismatch);

    public bool IsUnspent { get; private set; }

    public string? Details { get; private set; }

    public IActionResult OnGet(FrobCallbackFault? fault)
    {
        var failure = HttpContext.Features.Get<FrobCallbackException>();
        if ((failure?.Fault ?? fault) is not { } known || !Enum.IsDefined(known))
            return NotFound();
        Fault = known;
        Words = OutcomeWords.Of(known);
        IsUnspent = failure?.IsUnspent == true;
        // What became of a grant that no store took is the exception's to say.
        if (failure is { IsUnspent: false, Fault: FrobCallbackFault.StoreFailed or FrobCallbackFault.ServiceFailed })
            Words = Words with { Happened = failure.Happened, Remedy = failure.Remedy };
        Details = failure?.Message;
        Response.StatusCode = Words.Status;
        return Page();
    }
}
