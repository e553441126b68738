using Auth.Frob.Testing.Simulation;

namespace Auth.Frob.LastFm.Simulator;

/// <summary>What a simulated Last.fm is made of.</summary>
public sealed record SimulatedLastFmOptions
{
    /// <summary>How it decides where documentation and sight differ.</summary>
    /// <value><see cref="SimulationMode.AsSeen"/> unless given.</value>
    public SimulationMode Mode { get; init; }

    /// <summary>Whose server it is.</summary>
    /// <value><see cref="LastFmProfile.LastFm"/> unless given.</value>
    public LastFmProfile Profile { get; init; }

    /// <summary>The clock.</summary>
    /// <value>The system's clock unless given.</value>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>The registered apps.</summary>
    /// <value>Empty unless given.</value>
    public IReadOnlyList<SimulatedApp> Apps { get; init; } = [];

    /// <summary>The people with an account.</summary>
    /// <value>Empty unless given.</value>
    public IReadOnlyList<SimulatedUser> Users { get; init; } = [];

    /// <summary>How many calls a key may make within five minutes before it gets code 29.</summary>
    /// <value>Null: as many as it likes.</value>
    public int? CallsInFiveMinutes { get; init; }
}
