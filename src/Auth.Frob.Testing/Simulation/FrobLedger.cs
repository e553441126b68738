using System.Collections.Immutable;

namespace Auth.Frob.Testing.Simulation;

/// <summary>The frobs of a simulated service: issued, approved, exchanged once, or expired.</summary>
/// <param name="time">The clock that lets frobs expire.</param>
/// <remarks>Thread-safe; of two exchanges at once one alone succeeds.</remarks>
public sealed class FrobLedger(TimeProvider time)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, IssuedFrob> _frobs = new(StringComparer.Ordinal);

    /// <summary>Issues a frob.</summary>
    /// <param name="frob">The frob's text.</param>
    /// <param name="appKey">The key that asked.</param>
    /// <param name="life">How long it lives; <see cref="Timeout.InfiniteTimeSpan"/> for ever.</param>
    /// <returns>The frob.</returns>
    public IssuedFrob Issue(string frob, string appKey, TimeSpan life)
    {
        DateTimeOffset expires = life == Timeout.InfiniteTimeSpan ? DateTimeOffset.MaxValue : time.GetUtcNow() + life;
        return Issue(new IssuedFrob(frob, appKey, expires));
    }

    /// <summary>Issues a frob that is described whole.</summary>
    /// <param name="frob">The frob.</param>
    /// <returns>The same frob.</returns>
    public IssuedFrob Issue(IssuedFrob frob)
    {
        ArgumentNullException.ThrowIfNull(frob);
        lock (_gate)
        {
            _frobs[frob.Frob] = frob;
            return frob;
        }
    }

    /// <summary>Looks a frob up.</summary>
    /// <param name="frob">The frob's text; may be null.</param>
    /// <returns>The frob as it is now, or null where it was never issued.</returns>
    public IssuedFrob? Find(string? frob)
    {
        lock (_gate)
        {
            return FindLocked(frob);
        }
    }

    /// <summary>The state of a frob.</summary>
    /// <param name="frob">The frob's text; may be null.</param>
    /// <returns>The state; <see cref="FrobState.Unknown"/> where it was never issued.</returns>
    public FrobState State(string? frob) => Find(frob)?.State ?? FrobState.Unknown;

    /// <summary>Records a person's consent.</summary>
    /// <param name="frob">The frob's text.</param>
    /// <param name="user">The person's name.</param>
    /// <param name="permissions">What was consented to; null for nothing in particular.</param>
    /// <returns>False where the frob is not waiting for consent.</returns>
    public bool TryApprove(string? frob, string user, ImmutableSortedDictionary<string, string>? permissions = null)
    {
        lock (_gate)
        {
            if (FindLocked(frob) is not { State: FrobState.Issued } issued)
            {
                return false;
            }

            _frobs[issued.Frob] = issued with
            {
                State = FrobState.Approved, User = user, Permissions = permissions ?? ImmutableSortedDictionary<string, string>.Empty,
            };
            return true;
        }
    }

    /// <summary>Takes an approved frob out of circulation.</summary>
    /// <param name="frob">The frob's text.</param>
    /// <returns>The frob as it was approved, or null where it can't be exchanged.</returns>
    public IssuedFrob? TryTake(string? frob)
    {
        lock (_gate)
        {
            if (FindLocked(frob) is not { State: FrobState.Approved } approved)
            {
                return null;
            }

            _frobs[approved.Frob] = approved with { State = FrobState.Exchanged };
            return approved;
        }
    }

    /// <summary>Forgets the frobs of a key that nobody has exchanged.</summary>
    /// <param name="appKey">The key.</param>
    public void ForgetPending(string appKey)
    {
        lock (_gate)
        {
            foreach (IssuedFrob frob in _frobs.Values.Where(f => f.AppKey == appKey && f.State != FrobState.Exchanged).ToArray())
            {
                _frobs.Remove(frob.Frob);
            }
        }
    }

    private IssuedFrob? FindLocked(string? frob)
    {
        if (frob is null || !_frobs.TryGetValue(frob, out IssuedFrob? issued))
        {
            return null;
        }

        bool isOver = issued.State is FrobState.Issued or FrobState.Approved && time.GetUtcNow() >= issued.ExpiresAt;
        return isOver ? issued with { State = FrobState.Expired } : issued;
    }
}
