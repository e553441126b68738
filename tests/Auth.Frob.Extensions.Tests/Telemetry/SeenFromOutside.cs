using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Globalization;
using Microsoft.Extensions.Logging;

namespace Auth.Frob.Extensions.Tests.Telemetry;

/// <summary>Records everything that leaves by logs, counters and spans, of whatever name, while it lives. Other tests' too, where they run beside.</summary>
internal sealed class SeenFromOutside : ILoggerProvider, ISupportExternalScope
{
    private readonly MeterListener _meters = new();
    private readonly ActivityListener _spans;
    private readonly Func<string, bool> _of;
    private IExternalScopeProvider? _scopes;

    public SeenFromOutside(Func<string, bool>? of = null)
    {
        _of = of ?? (static _ => true);
        _spans = new ActivityListener
        {
            ShouldListenTo = source => _of(source.Name),
            Sample = static (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = Spans.Enqueue,
        };
        ActivitySource.AddActivityListener(_spans);
        _meters.InstrumentPublished = (instrument, listener) =>
        {
            if (_of(instrument.Meter.Name))
                listener.EnableMeasurementEvents(instrument);
        };
        _meters.SetMeasurementEventCallback<long>((i, value, tags, _) => Measure(i, value, tags));
        _meters.SetMeasurementEventCallback<int>((i, value, tags, _) => Measure(i, value, tags));
        _meters.SetMeasurementEventCallback<double>((i, value, tags, _) => Measure(i, value, tags));
        _meters.Start();
    }

    public ConcurrentQueue<SeenLog> Logs { get; } = [];

    public ConcurrentQueue<SeenMeasure> Measures { get; } = [];

    public ConcurrentQueue<Activity> Spans { get; } = [];

    /// <summary>All of it as text: messages, templates, values, scopes, exceptions, tags, events, baggage.</summary>
    public IEnumerable<string> Texts => Logs.Select(static log => log.ToString())
        .Concat(Measures.Select(static measure => measure.ToString()))
        .Concat(Spans.Select(Text));

    public ILogger<T> LoggerOf<T>() => LoggerFactory.Create(logging => logging.SetMinimumLevel(LogLevel.Trace).AddProvider(this)).CreateLogger<T>();

    public ILogger CreateLogger(string categoryName) => new Recorder(this, categoryName);

    public void SetScopeProvider(IExternalScopeProvider scopeProvider) => _scopes = scopeProvider;

    public void Dispose()
    {
        _meters.Dispose();
        _spans.Dispose();
    }

    public static string Text(Activity span) => string.Join('\n',
    [
        span.Source.Name, span.OperationName, span.DisplayName, span.StatusDescription ?? "", span.TraceStateString ?? "",
        .. span.TagObjects.Select(Pair), .. span.Baggage.Select(static b => $"{b.Key}={b.Value}"),
        .. span.Events.SelectMany(static e => e.Tags.Select(Pair).Prepend(e.Name)),
    ]);

    private static string Pair(KeyValuePair<string, object?> pair) => string.Create(CultureInfo.InvariantCulture, $"{pair.Key}={pair.Value}");

    private void Measure(Instrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags) =>
        Measures.Enqueue(new SeenMeasure(instrument, value, tags.ToArray().ToDictionary(static t => t.Key, static t => t.Value)));

    private sealed class Recorder(SeenFromOutside seen, string category) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            var parts = new List<string> { formatter(state, exception) };
            if (state is IEnumerable<KeyValuePair<string, object?>> values)
                parts.AddRange(values.Select(Pair));
            seen._scopes?.ForEachScope(static (scope, all) =>
            {
                all.Add($"{scope}");
                if (scope is IEnumerable<KeyValuePair<string, object?>> inner)
                    all.AddRange(inner.Select(Pair));
            }, parts);
            if (exception is not null)
                parts.Add(exception.ToString());
            seen.Logs.Enqueue(new SeenLog(category, logLevel, eventId, [.. parts]));
        }
    }
}
