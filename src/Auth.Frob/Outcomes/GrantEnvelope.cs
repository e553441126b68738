namespace Auth.Frob.Outcomes;

/// <summary>A grant as it is written down, version 1. Parameters with a default may be missing.</summary>
internal sealed record GrantEnvelope(
    int Grant, EnvelopeOrigin Origin, EnvelopeCredential Credential, Account Account, Dictionary<string, string> Permissions, Dictionary<string, string> Extras)
{
    public static string Write(Grant g)
    {
        var origin = new EnvelopeOrigin(g.Instance, g.Provider, g.Flow, g.KeyPrint);
        var credential = new EnvelopeCredential(
            g.Token.Reveal(), g.GrantedAt, g.TokenSecret?.Reveal(), g.RefreshToken?.Reveal(), g.ExpiresAt);
        var envelope = new GrantEnvelope(Outcomes.Grant.CurrentVersion, origin, credential, g.Account, new(g.Permissions), new(g.Extras));
        return JsonSerializer.Serialize(envelope, EnvelopeJson.Default.GrantEnvelope);
    }

    public static Grant Read(string text)
    {
        var read = EnvelopeJson.Read(text, "grant", Outcomes.Grant.CurrentVersion, EnvelopeJson.Default.GrantEnvelope);
        if (read.Credential.Token.Length == 0 || read.Permissions.ContainsValue(null!) || read.Extras.ContainsValue(null!))
            throw EnvelopeJson.Damaged("grant");
        return new Grant
        {
            Version = read.Grant,
            Instance = read.Origin.Instance,
            Provider = read.Origin.Provider,
            Flow = read.Origin.Flow,
            KeyPrint = read.Origin.KeyPrint,
            Token = new Secret(read.Credential.Token),
            TokenSecret = read.Credential.TokenSecret,
            RefreshToken = read.Credential.RefreshToken,
            ExpiresAt = read.Credential.ExpiresAt,
            GrantedAt = read.Credential.GrantedAt,
            Account = read.Account,
            Permissions = read.Permissions.Aggregate(Outcomes.Permissions.None, static (all, p) => all.With(p.Key, p.Value)),
            Extras = read.Extras.ToImmutableSortedDictionary(StringComparer.Ordinal),
        };
    }
}

/// <summary>Who made it.</summary>
internal sealed record EnvelopeOrigin(string Instance, string Provider, string Flow, string KeyPrint);

/// <summary>What makes it a grant.</summary>
internal sealed record EnvelopeCredential(
    string Token, DateTimeOffset GrantedAt, string? TokenSecret = null, string? RefreshToken = null, DateTimeOffset? ExpiresAt = null);
