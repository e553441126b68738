using Auth.Frob.PostgreSql;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace LinkedAccounts.Pages;

/// <summary>Tells of everything that has no page of its own.</summary>
[IgnoreAntiforgeryToken]
[ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
public sealed class ErrorModel : PageModel
{
    public string Title { get; private set; } = "";

    public string Text { get; private set; } = "";

    public void OnGet(int? code) => Say(code);

    public void OnPost(int? code) => Say(code);

    private void Say(int? code)
    {
        if (code is null && IsStoreGone(HttpContext.Features.Get<IExceptionHandlerFeature>()?.Error))
            Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
        (Title, Text) = Response.StatusCode == StatusCodes.Status503ServiceUnavailable
            ? ("Not just now", "This site’s store can’t be reached right now. Nothing is lost: load the page again in a moment.")
            : WordsOf(code);
    }

    private static bool IsStoreGone(Exception? fault) => fault is FrobPostgreSqlException || (fault?.InnerException is { } inner && IsStoreGone(inner));

    private static (string Title, string Text) WordsOf(int? code) => code switch
    {
        404 => ("Not here", "There is no page at this address, or it is not yours."),
        400 => ("Out of date", "The page that you came from was open for too long, or in another sign-in. Go back to it, load it again and repeat."),
        403 => ("Not allowed", "You may not do that."),
        null => ("This did not work", "Something failed here that is not your fault. Nothing was changed; try again in a moment."),
        _ => ("This did not work", "The request could not be answered."),
    };
}
