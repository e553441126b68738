using System.Text.Json;

namespace Auth.Frob.Outcomes;

/// <summary>A grant as it is written down, version 1. Parameters with a default may be missing.</summary>
internal sealed record GrantEnvelope(
    int Grant, string Instance, string Provider, string Flow, string Token, DateTimeOffset GrantedAt, string KeyPrint,
    string? TokenSecret = null, string? RefreshToken = null, DateTimeOffset? ExpiresAt = null,
    string? AccountId = null, string? AccountName = null, string? DisplayName = null,
    Dictionary<string, string>? Permissions = null, Dictionary<string, string>? Extras = null)
{
    public static string Write(Grant g) => JsonSerializer.Serialize(
        new GrantEnvelope(
            Outcomes.Grant.CurrentVersion, g.Instance, g.Provider, g.Flow, g.Token.Reveal(), g.GrantedAt, g.KeyPrint,
            g.TokenSecret?.Reveal(), g.RefreshToken?.Reveal(), g.ExpiresAt, g.Account.Id, g.Account.Name, g.Account.DisplayName,
            new(g.Permissions, StringComparer.Ordinal), new(g.Extras, StringComparer.Ordinal)),
        EnvelopeJson.Default.GrantEnvelope);

    public static Grant Read(string text)
    {
        var read = EnvelopeJson.Read(text, "grant", Outcomes.Grant.CurrentVersion, EnvelopeJson.Default.GrantEnvelope);
        if (read.Token.Length == 0)
            throw EnvelopeJson.Damaged("grant");
        return new Grant
        {
            Version = read.Grant,
            Instance = read.Instance,
            Provider = read.Provider,
            Flow = read.Flow,
            Token = new Secret(read.Token),
            TokenSecret = read.TokenSecret,
            RefreshToken = read.RefreshToken,
            ExpiresAt = read.ExpiresAt,
            GrantedAt = read.GrantedAt,
            Account = new Account { Id = read.AccountId, Name = read.AccountName, DisplayName = read.DisplayName },
            Permissions = (read.Permissions ?? []).Aggregate(Outcomes.Permissions.None, static (all, p) => all.With(p.Key, p.Value)),
            Extras = (read.Extras ?? []).ToImmutableSortedDictionary(StringComparer.Ordinal),
            KeyPrint = read.KeyPrint,
        };
    }
}
