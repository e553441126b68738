using Auth.Frob.Cli.Commands;
using Auth.Frob.Cli.Hosting;
using Auth.Frob.Recipes;

namespace Auth.Frob.Cli.Diagnosis;

/// <summary>An application's key at a provider, as far as there is one.</summary>
/// <param name="Order">Key, secret and settings.</param>
/// <param name="Place">Where they come from.</param>
internal sealed record AppFound(AppOrder Order, AppKeyPlace Place)
{
    public KnownProvider Known => Order.Provider;

    /// <summary>Whether the provider was named, so that a missing key is a fault.</summary>
    public bool IsAsked { get; init; }

    public bool IsConfigured => Place.Key is not null || Place.Secret is not null;

    /// <summary>What is wrong with key, secret and settings.</summary>
    public IReadOnlyList<string> Faults { get; private init; } = [];

    public Uri? Api { get; private init; }

    public string? KeyPrint { get; private init; }

    /// <summary>The addresses in use, by their settings.</summary>
    public IEnumerable<(string Setting, string Address)> Addresses => Known.Recipe.Settings.Where(static s => s.Kind == SettingKind.Address)
        .Select(s => (s.Slot.Name, Order.Settings.FirstOrDefault(given => given.Name == s.Slot.Name).Value ?? s.Default ?? ""));

    public static async Task<AppFound> OfAsync(
        Surroundings around, TriedStore store, AppOrder order, CancellationToken cancellationToken)
    {
        const string Option = "the command line";
        var place = await AppKeyPlace.OfAsync(around, store, order, cancellationToken);
        var whole = store.Store is { } open ? await order.CompletedAsync(open, cancellationToken) : order;
        List<string> faults = [];
        using var clients = whole.Build(around.Time, faults);
        var client = clients?[whole.Instance];
        place = place with
        {
            Key = order.ApiKey is not null && order.ApiKey != around.Environment(order.Provider.KeyVariable) ? Option : place.Key,
            Secret = order.Secret is not null && order.Secret != around.Environment(order.Provider.SecretVariable) ? Option : place.Secret,
        };
        return new AppFound(whole, place) { Faults = faults, Api = client?.ApiAddress, KeyPrint = client?.KeyPrint };
    }
}
