using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace Auth.Frob.Extensions.Telemetry;

/// <summary>The counters. Tags have few values: provider, flow, kind of error.</summary>
internal sealed class FrobInstruments
{
    // Where there is no factory all share one: a meter lives as long as the process.
    private static readonly Lazy<Meter> Own = new(static () => new Meter(FrobTelemetryNames.Meter));

    // From an answer at once to a user who makes tea first.
    private static readonly InstrumentAdvice<double> AuthorizationBuckets =
        new() { HistogramBucketBoundaries = [0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 120, 300, 600, 1800, 3600] };

    private static readonly InstrumentAdvice<double> WaitBuckets =
        new() { HistogramBucketBoundaries = [0.05, 0.1, 0.2, 0.5, 1, 2.5, 5, 10, 30, 60, 120, 300, 600] };

    private readonly Counter<long> _authorizations;
    private readonly Histogram<double> _authorizationDuration;
    private readonly Counter<long> _polls;
    private readonly Counter<long> _invalidations;
    private readonly Counter<long> _signedCalls;
    private readonly Counter<long> _paceWaits;
    private readonly Histogram<double> _paceWaitDuration;

    public FrobInstruments(IMeterFactory? factory)
    {
        var meter = factory is null ? Own.Value : factory.Create(new MeterOptions(FrobTelemetryNames.Meter));
        _authorizations = meter.CreateCounter<long>(
            FrobTelemetryNames.Authorizations, "{authorization}", "Exchanges, waits for consent and sign-ins that ended.");
        _authorizationDuration = meter.CreateHistogram(
            FrobTelemetryNames.AuthorizationDuration, "s", "From the beginning of a flow to its end.", null, AuthorizationBuckets);
        _polls = meter.CreateCounter<long>(FrobTelemetryNames.Polls, "{poll}", "Questions whether a user has consented.");
        _invalidations = meter.CreateCounter<long>(FrobTelemetryNames.GrantInvalidations, "{grant}", "Stored grants that were marked dead.");
        _signedCalls = meter.CreateCounter<long>(FrobTelemetryNames.SignedCalls, "{call}", "Calls that were signed and sent.");
        _paceWaits = meter.CreateCounter<long>(FrobTelemetryNames.PaceWaits, "{wait}", "Calls and polls that waited for their turn.");
        _paceWaitDuration = meter.CreateHistogram(FrobTelemetryNames.PaceWaitDuration, "s", "How long they waited.", null, WaitBuckets);
    }

    public bool CountsAuthorizations => _authorizations.Enabled || _authorizationDuration.Enabled;

    public bool CountsPolls => _polls.Enabled;

    public void Authorized(string provider, string? flow, string? errorType, TimeSpan duration)
    {
        var tags = Tags(provider, flow, errorType);
        _authorizations.Add(1, tags);
        _authorizationDuration.Record(duration > TimeSpan.Zero ? duration.TotalSeconds : 0, tags);
    }

    public void Polled(string provider, string? flow, string? errorType) => _polls.Add(1, Tags(provider, flow, errorType));

    public void GrantDied(string provider) => _invalidations.Add(1, Tags(provider, null, null));

    public void CallSigned(string provider, string flow, string? errorType) => _signedCalls.Add(1, Tags(provider, flow, errorType));

    public void Waited(string provider, TimeSpan time)
    {
        var tags = Tags(provider, null, null);
        _paceWaits.Add(1, tags);
        _paceWaitDuration.Record(time.TotalSeconds, tags);
    }

    private static TagList Tags(string provider, string? flow, string? errorType)
    {
        TagList tags = default;
        tags.Add(FrobTelemetryNames.ProviderTag, provider);
        if (flow is not null)
            tags.Add(FrobTelemetryNames.FlowTag, flow);
        if (errorType is not null)
            tags.Add(FrobTelemetryNames.ErrorTypeTag, errorType);
        return tags;
    }
}
