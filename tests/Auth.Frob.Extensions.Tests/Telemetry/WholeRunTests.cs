using System.Diagnostics;
using System.Diagnostics.Metrics;
using Auth.Frob.Errors;

namespace Auth.Frob.Extensions.Tests.Telemetry;

/// <summary>After all other tests of the assembly, because it runs alone: nothing that they made was seen from outside.</summary>
[CollectionDefinition(nameof(WholeRunTests), DisableParallelization = true)]
[Collection(nameof(WholeRunTests))]
public sealed class WholeRunTests
{
    [Fact]
    public void No_test_of_this_run_let_a_secret_be_seen() => RunGuard.OfRun.Offences.Should().BeEmpty();

    [Fact]
    public void What_sings_is_found()
    {
        using var guard = new RunGuard("Auth.Frob.Guarded");
        using var source = new ActivitySource("Auth.Frob.Guarded");
        using var meter = new Meter("Auth.Frob.Guarded");
        source.StartActivity("step")!.SetTag("who", "alice").Dispose();
        source.StartActivity("step")!.SetTag("kind", "invalid_frob").Dispose();
        meter.CreateCounter<long>("calls").Add(1, new KeyValuePair<string, object?>("session", "Q-s8Jf0aY2nKp1xL4vT7"));
        meter.CreateHistogram<double>("calls").Record(1, new KeyValuePair<string, object?>("error.type", "System.OperationCanceledException"));
        guard.Heard.Should().Be(4);
        guard.Offences.Should().HaveCount(2);
    }

    [Fact]
    public void An_exception_of_ours_is_heard_wherever_it_is_thrown()
    {
        using var guard = new RunGuard("Auth.Frob.Guarded", static text => text.Contains("on purpose", StringComparison.Ordinal) ? text : null);
        var throwing = static () => { throw new FrobUsageException(new UsageFault("i", "p", "said on purpose")); };
        throwing.Should().Throw<FrobUsageException>();
        guard.Offences.Should().ContainSingle();
    }
}
