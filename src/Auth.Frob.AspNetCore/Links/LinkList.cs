using System.Text.Json.Serialization;

namespace Auth.Frob.AspNetCore.Links;

/// <summary>What the list of links answers.</summary>
/// <param name="Links">The signed-in user's links.</param>
/// <param name="Form">The antiforgery field that every change needs.</param>
internal sealed record LinkList(
    [property: JsonPropertyName("links")] IReadOnlyList<LinkedAccount> Links, [property: JsonPropertyName("form")] FormField Form);

/// <summary>A field of a form.</summary>
internal sealed record FormField([property: JsonPropertyName("field")] string Field, [property: JsonPropertyName("value")] string Value);

/// <summary>A link, without its token.</summary>
internal sealed record LinkedAccount
{
    [JsonPropertyName("instance")]
    public required string Instance { get; init; }

    [JsonPropertyName("account")]
    public required string Account { get; init; }

    [JsonPropertyName("name")]
    public string? Name { get; init; }

    [JsonPropertyName("permissions")]
    public required IReadOnlyDictionary<string, string> Permissions { get; init; }

    [JsonPropertyName("health")]
    public required string Health { get; init; }

    [JsonPropertyName("why")]
    public string? Why { get; init; }

    [JsonPropertyName("grantedAt")]
    public DateTimeOffset? GrantedAt { get; init; }

    [JsonPropertyName("revokePage")]
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
