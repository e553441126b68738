using Auth.Frob.Cli.Hosting;
using Auth.Frob.Desktop;
using Auth.Frob.Errors;
using Auth.Frob.Extensions.Grants;
using Auth.Frob.Outcomes;

namespace Auth.Frob.Cli.Commands;

/// <summary>Asks about kept grants, one after the other, and marks what the answer says.</summary>
internal sealed class VerifyRun(Surroundings around, CommandStore store)
{
    /// <summary>Asks about one.</summary>
    /// <param name="kept">The grant.</param>
    /// <param name="given">Key and settings of the command line; null: those of the environment and of frob configure.</param>
    /// <param name="cancellationToken">Ends the question.</param>
    public async Task<VerifyRow> RunAsync(StoredGrant kept, AppOrder? given, CancellationToken cancellationToken)
    {
        try
        {
            var grant = KeptGrants.Readable(kept).Grant!;
            var order = given ?? Order(grant.Provider, kept.Key.Instance);
            using var clients = await AppOptions.ConnectAsync(order, around, store, cancellationToken);
            var client = clients[order.Instance];
            KeptGrants.RefuseForeign(client, grant);
            return client.CanVerify(grant) ? await AskAsync(client, kept, cancellationToken) : new VerifyRow(kept, "not-verifiable", null);
        }
        catch (CommandFailure failure)
        {
            return new VerifyRow(kept, kept.Grant is null ? "unreadable" : "unknown", failure);
        }
    }

    private AppOrder Order(string provider, string instance)
    {
        var known = around.Find(provider);
        return new AppOrder
        {
            Provider = known,
            Name = instance == known.Id ? null : instance,
            ApiKey = around.Variable(known.KeyVariable),
            Secret = around.Variable(known.SecretVariable),
        };
    }

    private async Task<VerifyRow> AskAsync(FrobClient client, StoredGrant kept, CancellationToken cancellationToken)
    {
        var grant = kept.Grant!;
        var verified = await client.VerifyAsync(grant, cancellationToken);
        if (verified.Error is { } error)
        {
            var failure = CommandFailure.From(error);
            if (error.Kind != FrobErrorKind.InvalidGrant)
                return new VerifyRow(kept, "unknown", failure);
            // A newer version is another sign-in, of which nothing was asked.
            var dead = GrantHealth.Dead(Why(error), around.Time.GetUtcNow());
            var unmarked = await TryAsync(token => store.Grants.MarkAsync(kept.Key, kept.Version, dead, token), cancellationToken);
            return new VerifyRow(kept, "dead", unmarked is null ? failure : failure.Unnoted(unmarked));
        }
        var now = verified.Value!;
        if (IsAnother(grant.Account, now.Account))
            return new VerifyRow(kept, "unknown", Another(kept, now));
        var live = kept with { Grant = now, Health = GrantHealth.Live };
        if (kept.Health.Kind != GrantHealthKind.Dead && now.Permissions.Equals(grant.Permissions) && now.Account == grant.Account)
            return new VerifyRow(live, "live", null);
        var unkept = await TryAsync(token => store.Grants.PutAsync(kept.Key, now, kept.Version, token), cancellationToken);
        return new VerifyRow(live, "live", unkept is not null
            ? new CommandFailure(ExitCode.Store, "Store", $"What the service says now could not be kept: {unkept.Message}", unkept.Remedy)
            : null);
    }

    // A name may change where the number stays.
    private static bool IsAnother(Account kept, Account now) => kept.Id is not null && now.Id is not null
        ? kept.Id != now.Id
        : kept.Name is not null && now.Name is not null && !string.Equals(kept.Name, now.Name, StringComparison.OrdinalIgnoreCase);

    private static CommandFailure Another(StoredGrant kept, Grant now)
    {
        var (account, name) = (KeptGrants.AccountOf(kept), kept.Key.Instance == now.Provider ? "" : $" --name {kept.Key.Instance}");
        return new CommandFailure(
            ExitCode.Refused,
            nameof(FrobErrorKind.Mismatch),
            $"The sign-in is kept for the account '{account}', and the service says that it is the one of '{LoginText.Account(now)}'. Nothing was changed.",
            $"Sign in again with frob login {now.Provider}{name} --account {account}, "
                + $"or forget this one with frob logout {now.Provider}{name} --account {account}.");
    }

    // What the service answered is told in any case.
    private static async Task<StoreException?> TryAsync(
        Func<CancellationToken, ValueTask<StoredGrant?>> write, CancellationToken cancellationToken)
    {
        try
        {
            await write(cancellationToken);
            return null;
        }
        catch (StoreException fault)
        {
            return fault;
        }
    }

    private static string Why(FrobError error) => (error.Code, error.Message) switch
    {
        ({ } code, { } message) => $"the service answered {code}: {message}",
        ({ } code, null) => $"the service answered {code}",
        _ => error.Cause ?? "the service no longer takes it",
    };
}
