namespace Auth.Frob.Desktop.Loopback;

/// <summary>Where and how a listener listens.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
public sealed record LoopbackOptions
{
    /// <summary>The ports to try, in their order.</summary>
    /// <value>Default: 0 alone, any free one.</value>
    public ImmutableArray<int> Ports { get; init; } = [0];

    /// <summary>The only path that counts.</summary>
    /// <value>Default: <c>/callback</c>.</value>
    public string Path { get; init; } = "/callback";

    /// <summary>Whether ::1 is listened on as well, on the same port.</summary>
    /// <value>Default: false.</value>
    public bool WithIPv6 { get; init; }

    /// <summary>The name in the address.</summary>
    /// <value>Default: <c>127.0.0.1</c>; <c>localhost</c> where the service registered that.</value>
    public string Host { get; init; } = "127.0.0.1";

    /// <summary>The clock for slow clients.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;
}
