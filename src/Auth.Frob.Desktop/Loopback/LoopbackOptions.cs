namespace Auth.Frob.Desktop.Loopback;

/// <summary>Where and how a listener listens.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
public sealed record LoopbackOptions
{
    /// <summary>The ports to try, in their order.</summary>
    /// <value>0 to 65535, at least one; 0 is any free one. Default: 0 alone.</value>
    public ImmutableArray<int> Ports { get; init; } = [0];

    /// <summary>The only path that counts.</summary>
    /// <value>Begins with a slash; as it stands in an address, without query and dot segments. Default: <c>/callback</c>.</value>
    public string Path { get; init; } = "/callback";

    /// <summary>Whether ::1 is listened on as well, on the same port.</summary>
    /// <value>Default: false. A host of <c>localhost</c> or <c>[::1]</c> implies it, since a browser may try ::1 first.</value>
    public bool WithIPv6 { get; init; }

    /// <summary>The name in the address.</summary>
    /// <value><c>127.0.0.1</c> (default), <c>localhost</c> where the service registered that, or <c>[::1]</c>.</value>
    public string Host { get; init; } = "127.0.0.1";

    /// <summary>The clock for slow clients.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;
}
