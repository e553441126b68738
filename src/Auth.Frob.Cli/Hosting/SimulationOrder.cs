namespace Auth.Frob.Cli.Hosting;

/// <summary>Which simulated services are wanted, and how they shall behave.</summary>
internal sealed record SimulationOrder
{
    /// <summary>The names of the services; empty: all.</summary>
    public IReadOnlyList<string> Services { get; init; } = [];

    /// <summary>Whose server is simulated, for services that several people run; null: the service's own.</summary>
    public string? Profile { get; init; }

    public bool IsStrict { get; init; }

    public TimeProvider Time { get; init; } = TimeProvider.System;

    public bool Wants(string service) => Services.Count == 0 || Services.Contains(service, StringComparer.Ordinal);
}
