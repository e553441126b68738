namespace LinkedAccounts.Calls;

/// <summary>What a call brought: rows, or why there are none.</summary>
public sealed record CallResult<T>(IReadOnlyList<T> Rows, FrobError? Error = null)
{
    public bool MustLinkAgain => Error?.Kind is FrobErrorKind.InvalidGrant or FrobErrorKind.Mismatch;

    public string? Problem => Error?.Kind switch
    {
        null => null,
        FrobErrorKind.InvalidGrant => "The service no longer takes this link.",
        FrobErrorKind.Mismatch => "This link was made with another key of this site.",
        FrobErrorKind.InsufficientPermission => "You did not allow this site to see that.",
        FrobErrorKind.RateLimited or FrobErrorKind.QuotaExceeded => "The service asks everybody to wait a little.",
        FrobErrorKind.Unreachable or FrobErrorKind.Unavailable => "The service can't be reached right now.",
        _ => "The service answered with something that this site does not understand.",
    };
}
