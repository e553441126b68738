using System.Diagnostics.Metrics;
using System.Globalization;

namespace Auth.Frob.Extensions.Tests.Telemetry;

/// <summary>A measurement with its tags.</summary>
internal sealed record SeenMeasure(Instrument Instrument, double Value, IReadOnlyDictionary<string, object?> Tags)
{
    public string Tagged => string.Join(' ', Tags.OrderBy(static t => t.Key, StringComparer.Ordinal).Select(static t => $"{t.Key}={t.Value}"));

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Instrument.Meter.Name} {Instrument.Name} {Value} {Tagged}");
}
