namespace Auth.Frob.Extensions.Telemetry;

/// <summary>Everything that is seen from outside: logs, traces and counters. Names, kinds, counts and times; no value of a flow or a call.</summary>
internal sealed class FrobTelemetry
{
    /// <summary>Watches a step of a client; given to every builder as its <see cref="StepObserver"/>.</summary>
    public Action<FrobError?, Exception?>? Observe(FrobStep step) => null;

    /// <summary>A call was signed and answered, or failed on its way (<paramref name="fault"/>).</summary>
    public void CallAnswered(string provider, string flow, FrobError? error, Exception? fault)
    {
    }

    /// <summary>A call was not sent: there was no grant to use, or its turn would have come too late.</summary>
    public void CallRefused(string instance, string provider, FrobError error)
    {
    }

    /// <summary>A stored grant was marked dead.</summary>
    public void GrantDied(string instance, string provider, FrobError error)
    {
    }

    /// <summary>A grant is dead, and marking it or telling of it failed.</summary>
    /// <param name="instance">The instance.</param>
    /// <param name="provider">The provider.</param>
    /// <param name="part">What failed: the store or a hook.</param>
    /// <param name="fault">How; not ours, so its text may hold anything.</param>
    public void DeathFailed(string instance, string provider, string part, Exception fault)
    {
    }

    /// <summary>A call or a poll waited for its turn.</summary>
    public void Waited(string provider, TimeSpan time)
    {
    }

    /// <summary>The service asked everybody with this key to wait.</summary>
    public void Held(string provider, FrobErrorKind kind, TimeSpan time)
    {
    }
}
