namespace Auth.Frob.Internal;

/// <summary>What the clients of one builder share: transport, clock, nonces, the schedule of polls.</summary>
internal sealed class Host(HttpMessageInvoker? transport, TimeProvider time, Func<string>? nonces, PollGate? gate) : IDisposable
{
    private readonly HttpMessageInvoker? _owned = transport is null ? new HttpMessageInvoker(OwnHandler()) : null;

    public HttpMessageInvoker Transport => transport ?? _owned!;

    public bool OwnsTransport => transport is null;

    public TimeProvider Time => time;

    public Func<string> NextNonce { get; } = nonces ?? Nonce.Next;

    public PollGate? Gate => gate;

    public PollSchedule Schedule { get; } = new(time);

    public void Dispose()
    {
        Schedule.Dispose();
        _owned?.Dispose();
    }

    // A followed 308 would send the password again, elsewhere; a cookie would tie one user's flow to another's.
    private static SocketsHttpHandler OwnHandler() => new()
    {
        AllowAutoRedirect = false,
        UseCookies = false,
        PooledConnectionLifetime = TimeSpan.FromMinutes(5),
        ConnectTimeout = TimeSpan.FromSeconds(15),
    };
}
