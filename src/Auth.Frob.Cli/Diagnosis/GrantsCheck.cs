using System.Globalization;
using Auth.Frob.Cli.Hosting;
using Auth.Frob.Extensions.Grants;

namespace Auth.Frob.Cli.Diagnosis;

/// <summary>Counts the kept sign-ins, and those among them that can't be used.</summary>
internal sealed class GrantsCheck(TriedStore tried, IReadOnlyList<AppFound> apps) : Check
{
    public override string Name => "sign-ins";

    protected override async Task<IReadOnlyList<Finding>> LookAsync(CancellationToken cancellationToken)
    {
        // Why there is no store is said where the store is looked at.
        if (tried.Store is not { } store)
            return [];
        var kept = await store.Grants.ListAsync(null, cancellationToken);
        var isOne = kept.Count == 1;
        List<Finding> found = [Ok(kept.Count == 0
            ? "None is kept."
            : string.Create(CultureInfo.InvariantCulture, $"{kept.Count} {(isOne ? "is" : "are")} kept."))];
        foreach (var dead in kept.Where(static k => k.Health.Kind == GrantHealthKind.Dead))
            found.Add(Warn($"One for {dead.Key.Instance} is dead: {dead.Health.Why}.", $"frob login {dead.Grant?.Provider ?? dead.Key.Instance}"));
        foreach (var unreadable in kept.Where(static k => k.Health.Kind == GrantHealthKind.Unreadable))
        {
            found.Add(Bad(
                $"One for {unreadable.Key.Instance} can't be read: {unreadable.Health.Why}",
                "Use the key that it was kept with (--key-source), or sign in again."));
        }
        foreach (var foreign in kept.Where(IsForeign))
        {
            found.Add(Warn(
                $"One for {foreign.Key.Instance} was made with another key or at another address.",
                $"Use that key, or sign in again: frob login {foreign.Grant!.Provider}"));
        }
        return found;
    }

    private bool IsForeign(StoredGrant kept) =>
        kept.Grant is { } grant && apps.Any(a => a.Order.Instance == grant.Instance && a.KeyPrint is { } print && print != grant.KeyPrint);
}
