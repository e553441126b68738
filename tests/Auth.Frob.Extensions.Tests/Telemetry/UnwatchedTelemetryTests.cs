using System.Diagnostics.Metrics;
using Auth.Frob.Errors;
using Auth.Frob.Extensions.Telemetry;
using Auth.Frob.Outcomes;
using Microsoft.Extensions.Logging;

namespace Auth.Frob.Extensions.Tests.Telemetry;

/// <summary>Nobody listens, or who listens fails.</summary>
public sealed class UnwatchedTelemetryTests
{
    [Fact]
    public void Without_factory_logger_and_clock_everything_is_taken()
    {
        var telemetry = new FrobTelemetry();
        var telling = () =>
        {
            telemetry.Observe(Step(FrobStep.Wait))?.Invoke(new FrobError(FrobErrorKind.Expired), null);
            telemetry.CallAnswered("p", "f", null, null);
            telemetry.CallRefused("i", "p", new FrobError(FrobErrorKind.InvalidGrant));
            telemetry.GrantDied("i", "p", new FrobError(FrobErrorKind.InvalidGrant));
            telemetry.DeathFailed("i", "p", "x", new IOException());
            telemetry.Waited("p", TimeSpan.FromSeconds(1));
            telemetry.Held("p", FrobErrorKind.RateLimited, TimeSpan.FromSeconds(1));
        };
        telling.Should().NotThrow();
    }

    [Fact]
    public void A_logger_that_fails_takes_away_neither_a_step_nor_its_end()
    {
        using var failing = new FailingLogs();
        using var factory = LoggerFactory.Create(logging => logging.SetMinimumLevel(LogLevel.Trace).AddProvider(failing));
        var telemetry = new FrobTelemetry(null, factory.CreateLogger<FrobTelemetry>());
        var ended = telemetry.Observe(Step(FrobStep.Exchange));
        ended.Should().NotBeNull();
        ended.Invoking(static end => end!(null, null)).Should().NotThrow();
        failing.Asked.Should().BeTrue();
    }

    [Fact]
    public void A_meter_of_the_factory_is_used_where_there_is_one()
    {
        using var meters = new OwnMeters();
        using var listener = new MeterListener();
        var names = new List<string>();
        listener.InstrumentPublished = (instrument, _) =>
        {
            if (instrument.Meter.Scope == meters)
                names.Add(instrument.Name);
        };
        listener.Start();
        _ = new FrobTelemetry(meters);
        names.Should().BeEquivalentTo(
            FrobTelemetryNames.Authorizations, FrobTelemetryNames.AuthorizationDuration, FrobTelemetryNames.Polls, FrobTelemetryNames.GrantInvalidations,
            FrobTelemetryNames.SignedCalls, FrobTelemetryNames.PaceWaits, FrobTelemetryNames.PaceWaitDuration);
    }

    private static FrobStep Step(string name) => new(name, "i", "p", "f", null);

    private sealed class FailingLogs : ILoggerProvider, ILogger
    {
        public bool Asked { get; private set; }

        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            Asked = true;
            throw new IOException("the disk is full");
        }

        public void Dispose() => Asked = false;
    }
}
