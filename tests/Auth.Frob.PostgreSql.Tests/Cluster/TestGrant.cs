using Auth.Frob.Outcomes;

namespace Auth.Frob.PostgreSql.Tests.Cluster;

/// <summary>Grants as envelopes write them.</summary>
internal static class TestGrant
{
    public static Grant Of(string token, string instance = "lastfm") => Grant.FromEnvelope(
        $$"""
        {"grant":1,"origin":{"instance":"{{instance}}","provider":"lastfm","flow":"web","keyPrint":"0123456789ab"},
        "credential":{"token":"{{token}}","grantedAt":"2026-01-01T00:00:00+00:00","tokenSecret":"{{token}}-second","refreshToken":"{{token}}-again"},
        "account":{"name":"Alice","displayName":"{{token}}-display"},"permissions":{"doc":"write"},"extras":{"more":"{{token}}-extra"} }
        """);
}
