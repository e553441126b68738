using Auth.Frob.Testing.Simulation;

namespace Auth.Frob.Ipernity.Simulator;

/// <summary>What a simulated ipernity is made of.</summary>
public sealed record SimulatedIpernityOptions
{
    /// <summary>How it decides where documentation and sight differ.</summary>
    /// <value>
    /// <see cref="SimulationMode.AsSeen"/> unless given. <see cref="SimulationMode.Strict"/> wants lower-case signatures and documented
    /// permission
    /// areas alone, always shows the consent page, and writes no more of the user in XML than the method's page does.
    /// </value>
    public SimulationMode Mode { get; init; }

    /// <summary>The clock.</summary>
    /// <value>The system's clock unless given.</value>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>The registered apps; an app with a callback may use the web flow.</summary>
    /// <value>Empty unless given.</value>
    public IReadOnlyList<SimulatedApp> Apps { get; init; } = [];

    /// <summary>The people with an account.</summary>
    /// <value>Empty unless given.</value>
    public IReadOnlyList<SimulatedUser> Users { get; init; } = [];

    /// <summary>How many calls an address may make within a minute before it gets code 113.</summary>
    /// <value>Null: as many as it likes.</value>
    public int? CallsInAMinute { get; init; }
}
