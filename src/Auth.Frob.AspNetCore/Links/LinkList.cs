namespace Auth.Frob.AspNetCore.Links;

/// <summary>What the list of links answers.</summary>
/// <param name="Links">The signed-in user's links.</param>
/// <param name="Form">The antiforgery field that every change needs.</param>
internal sealed record LinkList(IReadOnlyList<LinkedAccount> Links, FormField Form);

/// <summary>A field of a form.</summary>
internal sealed record FormField(string Field, string Value);

/// <summary>A link, without its token.</summary>
internal sealed record LinkedAccount
{
    public required string Instance { get; init; }

    public required string Account { get; init; }

    public string? Name { get; init; }

    public required IReadOnlyDictionary<string, string> Permissions { get; init; }

    public required string Health { get; init; }

    public string? Why { get; init; }

    public DateTimeOffset? GrantedAt { get; init; }

    public string? RevokePage { get; init; }

    public static LinkedAccount Of(StoredGrant stored, FrobClients clients) => new()
    {
        Instance = stored.Key.Instance,
        Account = stored.Key.Account,
        Name = stored.Grant?.Account.Name ?? stored.Grant?.Account.DisplayName,
        Permissions = new Dictionary<string, string>(stored.Grant?.Permissions ?? Outcomes.Permissions.None),
        Health = stored.Health.Kind.ToString(),
        Why = stored.Health.Why,
        GrantedAt = stored.Grant?.GrantedAt,
        RevokePage = clients.TryGet(stored.Key.Instance, out var client) ? client.Provider.RevokePage?.AbsoluteUri : null,
    };
}
