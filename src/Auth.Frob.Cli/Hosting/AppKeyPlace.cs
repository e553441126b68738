using Auth.Frob.Cli.Commands;
using Auth.Frob.Desktop;
using Auth.Frob.Desktop.Storage;

namespace Auth.Frob.Cli.Hosting;

/// <summary>Where an application's key and secret come from, without them.</summary>
/// <param name="Key">The place of the api key; null where there is none.</param>
/// <param name="Secret">The place of the shared secret; null where there is none.</param>
internal sealed record AppKeyPlace(string? Key, string? Secret)
{
    public const string Kept = "frob configure";

    public bool IsWhole => Key is not null && Secret is not null;

    /// <summary>Why what is kept could not be looked at; null where it could, or was not needed.</summary>
    public StoreException? Fault { get; private init; }

    /// <summary>Looks where a command would: first in the environment, then in the store, which is asked only for what is missing.</summary>
    public static async Task<AppKeyPlace> OfAsync(Surroundings around, TriedStore tried, AppOrder order, CancellationToken cancellationToken)
    {
        var known = order.Provider;
        var key = around.Environment(known.KeyVariable);
        var found = new AppKeyPlace(
            string.IsNullOrEmpty(key) ? null : known.KeyVariable,
            string.IsNullOrEmpty(around.Environment(known.SecretVariable)) ? null : known.SecretVariable);
        if (found.IsWhole)
            return found;
        if (tried.Store is not { } store)
            return found with { Fault = tried.Fault };
        try
        {
            var kept = await store.AppKeys.FindAsync(order.Instance, cancellationToken);
            return kept is null || (found.Key is not null && kept.ApiKey != key) ? found : found.With(kept);
        }
        catch (StoreException fault)
        {
            return found with { Fault = fault };
        }
    }

    private AppKeyPlace With(KeptAppKey kept) => this with
    {
        Key = Key ?? Kept, Secret = Secret ?? (kept.SharedSecret is null ? null : Kept),
    };
}
