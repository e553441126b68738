using LinkedAccounts.Accounts;
using LinkedAccounts.Calls;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace LinkedAccounts.Pages;

/// <summary>One signed call to the service.</summary>
[Authorize]
[ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
public sealed class TracksModel(Linked linked, RecentTracks calls, TimeProvider time) : PageModel
{
    public CallResult<Track> Result { get; private set; } = new([]);

    public LinkedAccount? Account { get; private set; }

    public DateTimeOffset Now => time.GetUtcNow();

    public async Task<IActionResult> OnGetAsync(string account, CancellationToken cancellationToken)
    {
        Account = await linked.FindAsync(User, "lastfm", account, cancellationToken);
        if (Account is null)
            return NotFound();
        Result = await calls.ReadAsync(linked.KeyOf(User, "lastfm", account), cancellationToken);
        return Page();
    }
}
