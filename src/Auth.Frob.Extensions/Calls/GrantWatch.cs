using Auth.Frob.Extensions.Grants;
using Auth.Frob.Extensions.Telemetry;

namespace Auth.Frob.Extensions.Calls;

/// <summary>Which grants may be used, and what becomes of one that the service refuses.</summary>
/// <remarks>The store is asked for each call, so a new sign-in counts at once, in whichever process it was.</remarks>
internal sealed class GrantWatch(IGrantStore store, FrobTelemetry telemetry, TimeProvider time, IEnumerable<GrantDeath> deaths)
{
    private const string SignInAgain = "Let the user sign in again and keep the new grant: that clears the mark at once. Nothing was sent.";

    private readonly ImmutableArray<GrantDeath> _deaths = [.. deaths];

    /// <summary>The grant of a key, if it may be used.</summary>
    public async ValueTask<StoredGrant> UsableAsync(GrantKey key, CancellationToken cancellationToken)
    {
        var kept = await store.FindAsync(key, cancellationToken).ConfigureAwait(false);
        return kept switch
        {
            null => throw Refused(key, "no grant is kept for this account", "Let the user sign in and keep the grant under this key. Nothing was sent."),
            { Health.Kind: GrantHealthKind.Dead } => throw Refused(
                key, string.Create(CultureInfo.InvariantCulture, $"the grant is dead since {kept.Health.When:u}: {kept.Health.Why}"), SignInAgain),
            { Health.Kind: GrantHealthKind.Unreadable } or { Grant: null } => throw Refused(
                key, $"the kept grant can't be read: {kept.Health.Why}", SignInAgain),
            _ => kept,
        };
    }

    /// <summary>Marks a grant that the service refused, and tells of it: once, however many calls find out.</summary>
    public async ValueTask DiedAsync(SignedCall call, CallOutcome death, CancellationToken cancellationToken)
    {
        try
        {
            var dead = GrantHealth.Dead(Why(death.Error), time.GetUtcNow());
            // The version that signed: who comes second writes nothing, nor does who used a grant that was replaced meanwhile.
            if (await store.MarkAsync(death.Key, call.Kept.Version, dead, cancellationToken).ConfigureAwait(false) is null)
                return;
        }
        catch (Exception fault)
        {
            // The reply is the caller's; a store that fails must not take it away. The next call finds out anew.
            telemetry.DeathFailed(death.Key.Instance, call.Client.Provider.Id, nameof(IGrantStore), fault);
            return;
        }
        telemetry.GrantDied(death.Key.Instance, call.Client.Provider.Id, death.Error);
        // Told once for all: a caller who leaves must not take that away.
        foreach (var told in _deaths)
            await TellAsync(told, call, death, CancellationToken.None).ConfigureAwait(false);
    }

    private async ValueTask TellAsync(GrantDeath told, SignedCall call, CallOutcome death, CancellationToken cancellationToken)
    {
        try
        {
            await told(death, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception fault)
        {
            telemetry.DeathFailed(death.Key.Instance, call.Client.Provider.Id, nameof(GrantDeath), fault);
        }
    }

    private static string Why(FrobError error) => (error.Code, error.Message) switch
    {
        ({ } code, { } message) => $"the service answered {code}: {message}",
        ({ } code, null) => $"the service answered {code}",
        _ => error.Cause ?? "the service no longer takes it",
    };

    private static FrobCallException Refused(GrantKey key, string cause, string remedy) =>
        new(new FrobError(FrobErrorKind.InvalidGrant) { Cause = cause, Remedy = remedy }, key);
}
