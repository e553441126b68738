using Auth.Frob.Desktop.Loopback;

namespace Auth.Frob.Desktop.Ways;

/// <summary>Between the callback that a caller gives and the listener at it.</summary>
internal static class CallbackAddress
{
    /// <summary>What the service is told: the caller's address, on the port that the listener has; else the listener's own.</summary>
    public static Uri? Of(Uri? given, LoopbackListener? listener) => (given, listener) switch
    {
        (null, _) => listener?.Address,
        ({ Port: 0 }, { }) => new UriBuilder(given) { Port = listener.Address.Port }.Uri,
        _ => given,
    };

    /// <summary>A listener for it.</summary>
    public static LoopbackOptions Options(Uri? given, TimeProvider time) => given is null ? new LoopbackOptions { Time = time } : new LoopbackOptions
    {
        Ports = [given.Port],
        Path = given.AbsolutePath,
        Host = given.Host,
        Time = time,
    };
}
