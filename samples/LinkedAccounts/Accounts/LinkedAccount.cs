namespace LinkedAccounts.Accounts;

/// <summary>A linked account as its card shows it.</summary>
public sealed record LinkedAccount(StoredGrant Stored)
{
    public string Instance => Stored.Key.Instance;

    public string Account => Stored.Key.Account;

    public string Name => Stored.Grant?.Account.Name ?? Stored.Grant?.Account.DisplayName ?? "Not readable";

    public string? RealName => Stored.Grant?.Account.DisplayName is { Length: > 0 } name && name != Name ? name : null;

    public bool IsLive => Stored.Health.Kind == GrantHealthKind.Live;

    public bool IsUnreadable => Stored.Health.Kind == GrantHealthKind.Unreadable;

    /// <summary>When the service last said that the grant is good: the linking itself, or a check since.</summary>
    public DateTimeOffset? VerifiedAt { get; init; }

    public required DateTimeOffset Now { get; init; }

    public IEnumerable<string> Permissions =>
        Stored.Grant?.Permissions.Where(pair => pair.Value != "none").Select(pair => Phrase(pair.Key, pair.Value)) ?? [];

    private static string Phrase(string area, string word)
    {
        var what = area switch { "doc" => "pictures", "network" => "contacts", "post" => "posts", _ => area };
        return word == Auth.Frob.Outcomes.Permissions.Granted ? what : $"{word} {what}";
    }
}
