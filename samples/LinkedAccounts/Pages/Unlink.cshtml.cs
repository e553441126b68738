using LinkedAccounts.Accounts;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace LinkedAccounts.Pages;

/// <summary>Asks before an account is unlinked.</summary>
[Authorize]
[ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
public sealed class UnlinkModel(Linked linked, FrobClients clients) : PageModel
{
    public FrobClient Client { get; private set; } = null!;

    public LinkedAccount? Account { get; private set; }

    public async Task<IActionResult> OnGetAsync(string service, string account, CancellationToken cancellationToken)
    {
        if (!clients.TryGet(service, out var client))
            return NotFound();
        Client = client;
        Account = await linked.FindAsync(User, service, account, cancellationToken);
        return Account is null ? NotFound() : Page();
    }
}
