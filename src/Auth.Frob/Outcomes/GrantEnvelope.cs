using System.Collections.Immutable;
using System.Text.Json;
using Auth.Frob.Slots;

namespace Auth.Frob.Outcomes;

/// <summary>A grant as it is written down, version 1.</summary>
internal sealed record GrantEnvelope
{
    private const string What = "grant";

    public required int Grant { get; init; }

    public required string Instance { get; init; }

    public required string Provider { get; init; }

    public required string Flow { get; init; }

    public required string Token { get; init; }

    public string? TokenSecret { get; init; }

    public string? RefreshToken { get; init; }

    public DateTimeOffset? ExpiresAt { get; init; }

    public required DateTimeOffset GrantedAt { get; init; }

    public string? AccountId { get; init; }

    public string? AccountName { get; init; }

    public string? DisplayName { get; init; }

    public Dictionary<string, string> Permissions { get; init; } = [];

    public Dictionary<string, string> Extras { get; init; } = [];

    public required string KeyPrint { get; init; }

    public static string Write(Grant grant)
    {
        var envelope = new GrantEnvelope
        {
            Grant = Outcomes.Grant.CurrentVersion,
            Instance = grant.Instance,
            Provider = grant.Provider,
            Flow = grant.Flow,
            Token = grant.Token.Reveal(),
            TokenSecret = grant.TokenSecret?.Reveal(),
            RefreshToken = grant.RefreshToken?.Reveal(),
            ExpiresAt = grant.ExpiresAt,
            GrantedAt = grant.GrantedAt,
            AccountId = grant.Account.Id,
            AccountName = grant.Account.Name,
            DisplayName = grant.Account.DisplayName,
            Permissions = new(grant.Permissions, StringComparer.Ordinal),
            Extras = new(grant.Extras, StringComparer.Ordinal),
            KeyPrint = grant.KeyPrint,
        };
        return JsonSerializer.Serialize(envelope, EnvelopeJson.Default.GrantEnvelope);
    }

    public static Grant Read(string text)
    {
        var envelope = EnvelopeJson.Read(text, EnvelopeJson.Default.GrantEnvelope, "grant", Outcomes.Grant.CurrentVersion, What);
        if (envelope.Token.Length == 0)
            throw new FormatException($"The envelope is damaged: its {What} has no token. Sign in again.");
        var permissions = Outcomes.Permissions.None;
        foreach (var (area, word) in EnvelopeJson.Whole(envelope.Permissions, What))
            permissions = permissions.With(area, word);
        return new Grant
        {
            Version = envelope.Grant,
            Instance = envelope.Instance,
            Provider = envelope.Provider,
            Flow = envelope.Flow,
            Token = new Secret(envelope.Token),
            TokenSecret = envelope.TokenSecret,
            RefreshToken = envelope.RefreshToken,
            ExpiresAt = envelope.ExpiresAt,
            GrantedAt = envelope.GrantedAt,
            Account = new Account { Id = envelope.AccountId, Name = envelope.AccountName, DisplayName = envelope.DisplayName },
            Permissions = permissions,
            Extras = EnvelopeJson.Whole(envelope.Extras, What).ToImmutableSortedDictionary(StringComparer.Ordinal),
            KeyPrint = envelope.KeyPrint,
        };
    }
}
