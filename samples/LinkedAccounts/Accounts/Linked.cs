using System.Globalization;
using System.Security.Claims;
using Auth.Frob.AspNetCore.Links;

namespace LinkedAccounts.Accounts;

/// <summary>The accounts that a person has linked.</summary>
public sealed class Linked(FrobClients clients, IGrantStore store, FrobOwners owners, TimeProvider time)
{
    // The site's own note on a grant: it is encrypted with the grant, and every node has it.
    private const string VerifiedExtra = "linked-accounts.verified";

    public GrantKey KeyOf(ClaimsPrincipal user, string instance, string account) => new(instance, account, owners.Of(user));

    public async Task<IReadOnlyList<Service>> ListAsync(ClaimsPrincipal user, CancellationToken cancellationToken)
    {
        var stored = await store.ListAsync(owners.Of(user), cancellationToken);
        // The service that signs people in comes first, and its name happens to be the last.
        return [.. clients.Names.OrderByDescending(name => name, StringComparer.Ordinal).Select(name => new Service(
            clients[name], [.. stored.Where(grant => grant.Key.Instance == name).Select(AccountOf)]))];
    }

    public async Task<LinkedAccount?> FindAsync(ClaimsPrincipal user, string instance, string account, CancellationToken cancellationToken) =>
        await store.FindAsync(KeyOf(user, instance, account), cancellationToken) is { } stored ? AccountOf(stored) : null;

    /// <summary>Asks the service whether the grant still works, and notes when; the error where it does not.</summary>
    public async Task<FrobError?> VerifyAsync(GrantKey key, CancellationToken cancellationToken)
    {
        if (await store.FindAsync(key, cancellationToken) is not { Grant: { } grant } stored)
            return new FrobError(FrobErrorKind.InvalidGrant);
        var verified = await clients[key.Instance].VerifyAsync(grant, cancellationToken);
        if (verified.Succeeded)
        {
            var noted = verified.Value.Extras.SetItem(VerifiedExtra, time.GetUtcNow().ToString("O", CultureInfo.InvariantCulture));
            await store.PutAsync(key, verified.Value with { Extras = noted }, stored.Version, cancellationToken);
            return null;
        }
        if (verified.Error is { Kind: FrobErrorKind.InvalidGrant })
        {
            await store.MarkAsync(
                key, stored.Version, GrantHealth.Dead("The service no longer takes it.", time.GetUtcNow()), cancellationToken);
        }
        return verified.Error;
    }

    private LinkedAccount AccountOf(StoredGrant stored) => new(stored)
    {
        VerifiedAt = stored.Grant?.Extras.TryGetValue(VerifiedExtra, out var at) == true
            ? DateTimeOffset.Parse(at, CultureInfo.InvariantCulture) : stored.Grant?.GrantedAt,
        Now = time.GetUtcNow(),
    };
}
