using System.Threading.RateLimiting;

namespace Auth.Frob.Extensions.Pacing;

/// <summary>One turn of a key's budget. Disposing ends it; what never reached the service is given back first.</summary>
/// <remarks>A value, so that a turn that is free at once costs nothing. Giving back twice gives back once.</remarks>
internal readonly struct PaceTurn : IDisposable
{
    private readonly KeyPace? _pace;
    private readonly long _ticket;

    public PaceTurn(KeyPace pace, long ticket, RateLimitLease? lease, int holds)
    {
        _pace = pace;
        _ticket = ticket;
        Lease = lease;
        Holds = holds;
    }

    /// <summary>Whether there was a turn; false for a poll whose deadline came first.</summary>
    public bool IsTaken => _pace is not null;

    /// <summary>What the application's own limiter gave; null where ours did.</summary>
    public RateLimitLease? Lease { get; }

    /// <summary>How many holds had begun when the turn came: an answer to an older turn says nothing new.</summary>
    public int Holds { get; }

    /// <summary>Returns the turn to the budget.</summary>
    public void GiveBack() => _pace?.Return(_ticket, Lease);

    public void Dispose()
    {
        if (Lease is not null)
            _pace!.Return(0, Lease);
    }
}
