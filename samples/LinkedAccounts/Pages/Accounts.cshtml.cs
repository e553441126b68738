using LinkedAccounts.Accounts;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace LinkedAccounts.Pages;

/// <summary>A person's linked accounts.</summary>
[Authorize]
[ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
public sealed class AccountsModel(Linked linked, FrobClients clients, ILogger<AccountsModel> logger) : PageModel
{
    public IReadOnlyList<Service> Services { get; private set; } = [];

    public string? Note { get; private set; }

    public string? Problem { get; private set; }

    public async Task OnGetAsync(string? done, string? service, CancellationToken cancellationToken)
    {
        var name = service is not null && clients.TryGet(service, out var client) ? client.Provider.DisplayName : null;
        Note = (done, name) switch
        {
            ("linked", not null) => $"{name} is linked.",
            ("unlinked", not null) => $"{name} is unlinked. This site has forgotten it.",
            ("verified", not null) => $"{name} says that the link is good.",
            ("ended", not null) => $"{name} says that the link is no longer good.",
            ("unverified", not null) => $"{name} could not be asked. Try again in a moment.",
            _ => null,
        };
        try
        {
            Services = await linked.ListAsync(User, cancellationToken);
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            logger.LogError("The store can't be reached: {Fault}", fault.GetType().FullName);
            Problem = "This site’s store can’t be reached right now. Nothing is lost: load this page again in a moment.";
            Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
        }
    }

    public async Task<IActionResult> OnPostVerifyAsync(string service, string account, CancellationToken cancellationToken)
    {
        if (!clients.TryGet(service, out _))
            return NotFound();
        FrobError? error;
        try
        {
            error = await linked.VerifyAsync(linked.KeyOf(User, service, account), cancellationToken);
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            // The page itself tells of a store that is gone.
            logger.LogError("The store can't be reached: {Fault}", fault.GetType().FullName);
            return Redirect("/accounts");
        }
        var done = error is null ? "verified" : error.Kind == FrobErrorKind.InvalidGrant ? "ended" : "unverified";
        return Redirect($"/accounts?done={done}&service={service}");
    }
}
