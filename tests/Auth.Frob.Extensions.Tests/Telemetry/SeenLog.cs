using System.Collections.Immutable;
using Microsoft.Extensions.Logging;

namespace Auth.Frob.Extensions.Tests.Telemetry;

/// <summary>An entry of a log: its message first, then its values, scopes and exception.</summary>
internal sealed record SeenLog(string Category, LogLevel Level, EventId Id, ImmutableArray<string> Parts)
{
    public string Message => Parts[0];

    public override string ToString() => $"{Category} {Level} {Id}: {string.Join('\n', Parts)}";
}
