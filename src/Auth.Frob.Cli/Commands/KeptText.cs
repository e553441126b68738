using System.Text.Json;
using Auth.Frob.Cli.Output;
using Auth.Frob.Extensions.Grants;

namespace Auth.Frob.Cli.Commands;

/// <summary>What may be shown of kept grants: no token.</summary>
internal static class KeptText
{
    public static IReadOnlyList<string> Row(StoredGrant kept) =>
    [
        Service(kept), KeptGrants.AccountOf(kept), kept.Grant is { } grant ? grant.Permissions.ToString() : "", Since(kept), Health(kept.Health),
    ];

    /// <summary>The provider, and the instance where that has a name of its own.</summary>
    public static string Service(StoredGrant kept) => kept.Grant is { } grant && grant.Provider != kept.Key.Instance
        ? $"{grant.Provider} as {kept.Key.Instance}"
        : kept.Key.Instance;

    public static string Word(GrantHealth health) => health.Kind switch
    {
        GrantHealthKind.Dead => "dead",
        GrantHealthKind.Unreadable => "unreadable",
        _ => "live",
    };

    public static string Health(GrantHealth health) => health.Why is null ? Word(health) : $"{Word(health)}: {health.Why}";

    /// <summary>Writes the members that name a grant.</summary>
    public static void WriteKept(this Utf8JsonWriter json, StoredGrant kept)
    {
        json.WriteString("provider", kept.Grant?.Provider);
        json.WriteString("instance", kept.Key.Instance);
        json.WriteString("account", KeptGrants.AccountOf(kept));
        json.WriteString("id", kept.Grant?.Account.Id);
    }

    public static string Json(IEnumerable<StoredGrant> all, Action<Utf8JsonWriter, StoredGrant> more) => JsonText.Write(json =>
    {
        json.WriteStartArray();
        foreach (var kept in all)
        {
            json.WriteStartObject();
            json.WriteKept(kept);
            more(json, kept);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    });

    private static string Since(StoredGrant kept) => kept.Grant is { } grant ? FormattableString.Invariant($"{grant.GrantedAt:yyyy-MM-dd HH:mm}") : "";
}
