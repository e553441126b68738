using System.Diagnostics.Metrics;

namespace Auth.Frob.Extensions.Tests.Telemetry;

/// <summary>A factory of meters whose measurements can be told from those of tests that run beside.</summary>
internal sealed class OwnMeters : IMeterFactory
{
    private readonly List<Meter> _made = [];

    public Meter Create(MeterOptions options)
    {
        options.Scope = this;
        _made.Add(new Meter(options));
        return _made[^1];
    }

    public void Dispose() => _made.ForEach(static meter => meter.Dispose());
}
