using System.Diagnostics;
using Auth.Frob.Errors;
using Auth.Frob.Extensions.Telemetry;
using Auth.Frob.Outcomes;
using Auth.Frob.Testing;
using Microsoft.Extensions.Logging;

namespace Auth.Frob.Extensions.Tests.Telemetry;

/// <summary>What is counted, logged and traced of each step and call.</summary>
public sealed class FrobTelemetryTests : IDisposable
{
    private readonly ManualTimeProvider _clock = new();
    private readonly OwnMeters _meters = new();
    private readonly SeenFromOutside _seen = new();
    private readonly FrobTelemetry _telemetry;
    private readonly Activity _root = new Activity("test").Start();

    public FrobTelemetryTests() => _telemetry = new FrobTelemetry(_meters, _seen.LoggerOf<FrobTelemetry>(), _clock);

    public static TheoryData<string, FrobErrorKind?, int> Ends => new()
    {
        { FrobStep.Begin, null, 1001 }, { FrobStep.Exchange, null, 1002 }, { FrobStep.Wait, null, 1002 }, { FrobStep.SignIn, null, 1002 },
        { FrobStep.Begin, FrobErrorKind.InvalidAppKey, 1003 }, { FrobStep.Exchange, FrobErrorKind.InvalidFrob, 1003 }, { FrobStep.Wait, FrobErrorKind.Expired, 1003 },
        { FrobStep.Exchange, FrobErrorKind.Pending, 1006 }, { FrobStep.Poll, FrobErrorKind.Pending, 1007 }, { FrobStep.Poll, null, 1007 },
        { FrobStep.Verify, null, 1008 }, { FrobStep.Verify, FrobErrorKind.InvalidGrant, 1003 },
    };

    private IEnumerable<SeenMeasure> Measures => _seen.Measures.Where(m => m.Instrument.Meter.Scope == _meters);

    private IEnumerable<Activity> Spans => _seen.Spans.Where(span => span.TraceId == _root.TraceId && span != _root);

    public void Dispose()
    {
        _root.Dispose();
        _seen.Dispose();
        _meters.Dispose();
    }

    [Theory]
    [MemberData(nameof(Ends))]
    public void Each_end_has_its_event_and_its_level(string step, FrobErrorKind? kind, int id)
    {
        Run(step, kind is { } k ? new FrobError(k) : null);
        var log = _seen.Logs.Should().ContainSingle().Which;
        (log.Id.Id, log.Level).Should().Be((id, id switch { 1003 => LogLevel.Warning, > 1003 => LogLevel.Debug, _ => LogLevel.Information }));
        log.Category.Should().Be("Auth.Frob.Extensions.Telemetry.FrobTelemetry");
    }

    [Theory]
    [InlineData(FrobStep.Exchange, 1)]
    [InlineData(FrobStep.Wait, 1)]
    [InlineData(FrobStep.SignIn, 1)]
    [InlineData(FrobStep.Begin, 0)]
    [InlineData(FrobStep.Poll, 0)]
    [InlineData(FrobStep.Verify, 0)]
    public void Exchanges_waits_and_sign_ins_are_authorizations(string step, int count)
    {
        Run(step, null);
        Measures.Count(static m => m.Instrument.Name == FrobTelemetryNames.Authorizations).Should().Be(count);
        Measures.Count(static m => m.Instrument.Name == FrobTelemetryNames.AuthorizationDuration).Should().Be(count);
    }

    [Fact]
    public void An_exchange_that_is_still_pending_is_no_authorization_yet()
    {
        Run(FrobStep.Exchange, new FrobError(FrobErrorKind.Pending));
        Measures.Should().BeEmpty();
        Spans.Should().ContainSingle().Which.Status.Should().Be(ActivityStatusCode.Unset);
    }

    [Fact]
    public void A_duration_begins_with_the_flow_and_is_never_negative()
    {
        var began = _clock.GetUtcNow();
        _clock.Advance(TimeSpan.FromSeconds(90));
        _telemetry.Observe(Step(FrobStep.Exchange) with { FlowBeganAt = began })!(null, null);
        _telemetry.Observe(Step(FrobStep.Exchange) with { FlowBeganAt = _clock.GetUtcNow().AddDays(1) })!(null, null);
        var ended = _telemetry.Observe(Step(FrobStep.SignIn))!;
        _clock.Advance(TimeSpan.FromSeconds(2));
        ended(null, null);
        var durations = Measures.Where(static m => m.Instrument.Name == FrobTelemetryNames.AuthorizationDuration).ToList();
        durations.Select(static m => m.Value).Should().Equal(90, 0, 2);
        durations.Select(static m => m.Instrument.Unit).Should().AllBe("s");
    }

    [Fact]
    public void Tags_say_provider_flow_and_kind_and_nothing_that_has_many_values()
    {
        Run(FrobStep.Wait, new FrobError(FrobErrorKind.InvalidAppKey) { Code = "10", Message = "words" });
        Run(FrobStep.Poll, new FrobError(FrobErrorKind.Pending));
        _telemetry.CallAnswered("p", "f", null, new HttpRequestException("words"));
        _telemetry.GrantDied("i", "p", new FrobError(FrobErrorKind.InvalidGrant));
        _telemetry.Waited("p", TimeSpan.FromSeconds(3));
        Measures.Select(static m => $"{m.Instrument.Name} {m.Instrument.Unit} {m.Tagged}").Should().Equal(
            "auth.frob.authorizations {authorization} auth.frob.flow=f auth.frob.provider=p error.type=invalid_app_key",
            "auth.frob.authorization.duration s auth.frob.flow=f auth.frob.provider=p error.type=invalid_app_key",
            "auth.frob.polls {poll} auth.frob.flow=f auth.frob.provider=p error.type=pending",
            "auth.frob.signed_calls {call} auth.frob.flow=f auth.frob.provider=p error.type=System.Net.Http.HttpRequestException",
            "auth.frob.grant.invalidations {grant} auth.frob.provider=p",
            "auth.frob.pace.waits {wait} auth.frob.provider=p",
            "auth.frob.pace.wait.duration s auth.frob.provider=p");
    }

    [Fact]
    public void A_flow_that_was_misnamed_is_in_no_tag_and_no_log()
    {
        _telemetry.Observe(Step(FrobStep.SignIn) with { Flow = "from the address bar" })!(null, new FrobUsageException(new UsageFault("i", "Flow", "no")));
        Measures.Should().HaveCount(2).And.OnlyContain(static m => !m.Tags.ContainsKey(FrobTelemetryNames.FlowTag));
        _seen.Logs.Should().ContainSingle().Which.Id.Id.Should().Be(1005);
        _seen.Texts.Should().NotContain(static text => text.Contains("from the address bar", StringComparison.Ordinal));
    }

    [Fact]
    public void A_cancelled_wait_is_told_as_such()
    {
        _telemetry.Observe(Step(FrobStep.Wait))!(null, new OperationCanceledException());
        _seen.Logs.Should().ContainSingle().Which.Id.Id.Should().Be(1004);
        Measures.First().Tags[FrobTelemetryNames.ErrorTypeTag].Should().Be("System.OperationCanceledException");
    }

    [Fact]
    public void A_failed_step_tells_code_status_cause_and_remedy_and_not_the_services_words()
    {
        Run(FrobStep.Begin, new FrobError(FrobErrorKind.InvalidAppKey) { Code = "10", HttpStatus = 403, Cause = "why", Message = "words", Remedy = "Do it." });
        _seen.Logs.Should().ContainSingle().Which.Message.Should()
            .Be("begin in flow f of i (p) failed, InvalidAppKey: error 10, HTTP 403, why. Do it.");
        var span = Spans.Should().ContainSingle().Which;
        (span.Status, span.StatusDescription).Should().Be((ActivityStatusCode.Error, "invalid_app_key"));
        _seen.Texts.Should().NotContain(static text => text.Contains("words", StringComparison.Ordinal));
    }

    [Fact]
    public void Calls_refused_held_and_dead_are_logged_at_their_level()
    {
        _telemetry.CallAnswered("p", "f", null, null);
        _telemetry.CallAnswered("p", "f", new FrobError(FrobErrorKind.InvalidSignature), null);
        _telemetry.CallAnswered("p", "f", new FrobError(FrobErrorKind.RateLimited), null);
        _telemetry.CallAnswered("p", "f", null, new IOException("words"));
        _telemetry.CallRefused("i", "p", new FrobError(FrobErrorKind.InvalidGrant) { Cause = "the service answered 9: words" });
        _telemetry.CallRefused("i", "p", new FrobError(FrobErrorKind.Mismatch));
        _telemetry.GrantDied("i", "p", new FrobError(FrobErrorKind.InvalidGrant) { Message = "words" });
        _telemetry.DeathFailed("i", "p", "IGrantStore", new IOException("words"));
        _telemetry.Waited("p", TimeSpan.FromSeconds(3));
        _telemetry.Held("p", FrobErrorKind.RateLimited, TimeSpan.FromSeconds(60));
        _seen.Logs.Select(static log => (log.Id.Id, log.Level)).Should().Equal(
            (1101, LogLevel.Debug), (1102, LogLevel.Warning), (1102, LogLevel.Debug), (1103, LogLevel.Debug), (1104, LogLevel.Debug), (1104, LogLevel.Warning),
            (1201, LogLevel.Warning), (1202, LogLevel.Warning), (1301, LogLevel.Debug), (1302, LogLevel.Warning));
        _seen.Logs.Should().NotContain(static log => log.ToString().Contains("words", StringComparison.Ordinal));
    }

    [Fact]
    public void A_wait_is_one_span_that_counts_its_polls_and_tells_of_those_that_failed()
    {
        var ended = _telemetry.Observe(Step(FrobStep.Wait))!;
        for (var poll = 0; poll < 700; poll++)
            Run(FrobStep.Poll, new FrobError(poll % 2 == 0 ? FrobErrorKind.Pending : FrobErrorKind.Unreachable));
        ended(null, null);
        var span = Spans.Should().ContainSingle().Which;
        (span.OperationName, span.Kind, span.Status).Should().Be((FrobTelemetryNames.Wait, ActivityKind.Internal, ActivityStatusCode.Unset));
        span.GetTagItem(FrobTelemetryNames.PollsTag).Should().Be(700);
        span.Events.Should().HaveCount(16).And.OnlyContain(static e => e.Name == FrobTelemetryNames.PollFailed);
        Activity.Current.Should().Be(_root);
    }

    [Theory]
    [InlineData(FrobStep.Begin, FrobTelemetryNames.Begin)]
    [InlineData(FrobStep.Exchange, FrobTelemetryNames.Exchange)]
    [InlineData(FrobStep.SignIn, FrobTelemetryNames.SignIn)]
    [InlineData(FrobStep.Verify, FrobTelemetryNames.Verify)]
    public void A_step_is_a_span_with_provider_instance_and_flow(string step, string name)
    {
        Run(step, null);
        var span = Spans.Should().ContainSingle().Which;
        (span.OperationName, span.Kind).Should().Be((name, ActivityKind.Client));
        span.TagObjects.Select(static t => $"{t.Key}={t.Value}").Should().Equal("auth.frob.provider=p", "auth.frob.instance=i", "auth.frob.flow=f");
    }

    private static FrobStep Step(string name) => new(name, "i", "p", "f", null);

    private void Run(string step, FrobError? error) => _telemetry.Observe(Step(step))!(error, null);
}
