using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Runtime.CompilerServices;
using System.Runtime.ExceptionServices;
using Auth.Frob.Errors;
using Auth.Frob.Extensions.Calls;

namespace Auth.Frob.Extensions.Tests.Telemetry;

/// <summary>Listens to all that is named Auth.Frob from before the first test on, and keeps what should not have been seen.</summary>
/// <remarks>
/// Spans and counters of the whole run, and each exception that our code throws; a log has no listener for a whole process, so
/// the tests that log record it themselves. <see cref="WholeRunTests"/> asks for the result after all other tests.
/// </remarks>
internal sealed class RunGuard : IDisposable
{
    private readonly MeterListener _meters = new();
    private readonly ActivityListener _spans;
    private readonly ConcurrentQueue<string> _offences = [];
    private readonly Func<string, string?> _find;
    private int _heard;

    public RunGuard(string name, Func<string, string?>? find = null)
    {
        _find = find ?? TestSecrets.FoundIn;
        _spans = new ActivityListener
        {
            ShouldListenTo = source => source.Name == name,
            Sample = static (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = span => Hear(SeenFromOutside.Text(span)),
        };
        ActivitySource.AddActivityListener(_spans);
        _meters.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Meter.Name == name)
                listener.EnableMeasurementEvents(instrument);
        };
        _meters.SetMeasurementEventCallback<long>((instrument, _, tags, _) => Hear(instrument, tags));
        _meters.SetMeasurementEventCallback<double>((instrument, _, tags, _) => Hear(instrument, tags));
        _meters.Start();
        AppDomain.CurrentDomain.FirstChanceException += HearException;
    }

    /// <summary>The guard of this run.</summary>
    public static RunGuard OfRun { get; } = new("Auth.Frob");

    /// <summary>How much was heard.</summary>
    public int Heard => _heard;

    public IReadOnlyCollection<string> Offences => _offences;

    public void Dispose()
    {
        AppDomain.CurrentDomain.FirstChanceException -= HearException;
        _meters.Dispose();
        _spans.Dispose();
    }

    public void Hear(string text)
    {
        Interlocked.Increment(ref _heard);
        if (_find(text) is { } secret)
            _offences.Enqueue($"{secret} in: {text}");
    }

    private void Hear(Instrument instrument, ReadOnlySpan<KeyValuePair<string, object?>> tags) =>
        Hear(instrument.Name + string.Concat(tags.ToArray().Select(static tag => $"\n{tag.Key}={tag.Value}")));

    // Of others' exceptions we could not say what they may hold: a test's own carry canaries on purpose.
    private void HearException(object? sender, FirstChanceExceptionEventArgs thrown)
    {
        if (thrown.Exception is FrobCallException or FrobUsageException)
            Hear(thrown.Exception.Message);
    }

#pragma warning disable CA2255 // The guard must stand before the first test, whichever that is.
    [ModuleInitializer]
    internal static void Begin() => RuntimeHelpers.RunClassConstructor(typeof(RunGuard).TypeHandle);
#pragma warning restore CA2255
}
