using System.Diagnostics.Metrics;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Auth.Frob.Extensions.Telemetry;

/// <summary>Everything that is seen from outside: logs, traces and counters. Names, kinds, counts and times; no value of a flow or a call.</summary>
internal sealed class FrobTelemetry(IMeterFactory? meters = null, ILogger<FrobTelemetry>? logger = null, TimeProvider? time = null)
{
    private readonly FrobInstruments _counts = new(meters);
    private readonly FrobLog _log = new(logger ?? NullLogger<FrobTelemetry>.Instance);
    private readonly TimeProvider _time = time ?? TimeProvider.System;

    /// <summary>Watches a step of a client; given to every builder as its <see cref="StepObserver"/>.</summary>
    public Action<FrobError?, Exception?>? Observe(FrobStep step)
    {
        try
        {
            return IsHeard(step.Name) ? new StepWatch(this, step, FrobActivities.Start(step), _time.GetTimestamp()).End : null;
        }
        catch (Exception)
        {
            // A logger or listener that fails must not end a sign-in.
            return null;
        }
    }

    /// <summary>A step that was watched is over.</summary>
    public void Ended(FrobStep step, long began, FrobError? error, Exception? fault)
    {
        var took = step.FlowBeganAt is { } start ? _time.GetUtcNow() - start : _time.GetElapsedTime(began);
        if (step.Name == FrobStep.Poll)
        {
            Polled(step, error, fault);
            return;
        }
        if (IsAuthorization(step.Name) && error?.Kind != FrobErrorKind.Pending)
            _counts.Authorized(step.Provider, step.Flow, ErrorWords.Type(error, fault), took);
        if (error is not null)
            Failed(step, error);
        else if (fault is not null)
            Threw(step, fault);
        else
            Succeeded(step, took);
    }

    /// <summary>A call was signed and answered, or failed on its way (<paramref name="fault"/>).</summary>
    public void CallAnswered(string provider, string flow, FrobError? error, Exception? fault)
    {
        var type = ErrorWords.Type(error, fault);
        _counts.CallSigned(provider, flow, type);
        var level = error is null ? LogLevel.Debug : LevelOf(error.Kind);
        if (!_log.IsOn(level))
            return;
        var told = error is null ? "" : ErrorWords.Told(error);
        if (error is not null)
            _log.CallFailed(level, provider, flow, error.Kind, told);
        else if (fault is not null)
            _log.CallThrew(provider, flow, type);
        else
            _log.CallAnswered(provider, flow);
    }

    /// <summary>A call was not sent: there was no grant to use, or its turn would have come too late.</summary>
    public void CallRefused(string instance, string provider, FrobError error)
    {
        var level = LevelOf(error.Kind);
        // Without its cause: why a grant is dead is told in the service's own words.
        _log.CallRefused(level, instance, provider, error.Kind);
    }

    /// <summary>A stored grant was marked dead.</summary>
    public void GrantDied(string instance, string provider, FrobError error)
    {
        _counts.GrantDied(provider);
        if (_log.IsOn(LogLevel.Warning))
            _log.GrantDied(instance, provider, ErrorWords.Told(error));
    }

    /// <summary>A grant is dead, and marking it or telling of it failed.</summary>
    /// <param name="instance">The instance.</param>
    /// <param name="provider">The provider.</param>
    /// <param name="part">What failed: the store or a hook.</param>
    /// <param name="fault">How; not ours, so its text may hold anything.</param>
    public void DeathFailed(string instance, string provider, string part, Exception fault) =>
        _log.DeathFailed(instance, provider, part, fault.GetType().FullName);

    /// <summary>A call or a poll waited for its turn.</summary>
    public void Waited(string provider, TimeSpan time)
    {
        _counts.Waited(provider, time);
        _log.Waited(provider, time.TotalSeconds);
    }

    /// <summary>The service asked everybody with this key to wait.</summary>
    public void Held(string provider, FrobErrorKind kind, TimeSpan time) => _log.Held(provider, kind, time.TotalSeconds);

    private bool IsHeard(string step) =>
        FrobActivities.IsWatched
        || _log.IsOn(step == FrobStep.Poll ? LogLevel.Debug : LogLevel.Warning)
        || (step == FrobStep.Poll ? _counts.CountsPolls : IsAuthorization(step) && _counts.CountsAuthorizations);

    private static bool IsAuthorization(string step) => step is FrobStep.Exchange or FrobStep.Wait or FrobStep.SignIn;

    // What is told elsewhere, or asks for nothing but a sign-in or patience, is no warning for each call.
    private static LogLevel LevelOf(FrobErrorKind kind) => kind
        is FrobErrorKind.InvalidGrant or FrobErrorKind.RateLimited or FrobErrorKind.QuotaExceeded or FrobErrorKind.Unavailable or FrobErrorKind.SlowDown
        ? LogLevel.Debug
        : LogLevel.Warning;

    private void Polled(FrobStep step, FrobError? error, Exception? fault)
    {
        var type = ErrorWords.Type(error, fault);
        _counts.Polled(step.Provider, step.Flow, type);
        _log.Polled(step.Flow, step.Instance, step.Provider, type ?? "granted");
        FrobActivities.Polled(error, fault);
    }

    private void Succeeded(FrobStep step, TimeSpan took)
    {
        if (step.Name == FrobStep.Begin)
            _log.FlowBegan(step.Flow, step.Instance, step.Provider);
        else if (step.Name == FrobStep.Verify)
            _log.Verified(step.Flow, step.Instance, step.Provider);
        else
            _log.Authorized(step.Flow, step.Instance, step.Provider, took.TotalSeconds);
    }

    private void Failed(FrobStep step, FrobError error)
    {
        if (error.Kind == FrobErrorKind.Pending)
            _log.StillPending(step.Flow, step.Instance, step.Provider);
        else if (_log.IsOn(LogLevel.Warning))
            _log.StepFailed(step.Name, step.Flow, step.Instance, step.Provider, error.Kind, ErrorWords.Told(error));
    }

    private void Threw(FrobStep step, Exception fault)
    {
        if (fault is OperationCanceledException)
            _log.StepCancelled(step.Name, step.Flow, step.Instance, step.Provider);
        else
            _log.StepThrew(step.Name, step.Flow, step.Instance, step.Provider, fault.GetType().FullName);
    }
}
