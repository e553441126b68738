namespace Auth.Frob.Internal;

/// <summary>What the clients of one builder share: transport, clock, nonces, the schedule of polls.</summary>
internal sealed class Host : IDisposable
{
    private readonly HttpMessageInvoker? _owned;

    public Host(HttpMessageInvoker? transport, TimeProvider time, Func<string>? nonces, PollGate? gate)
    {
        Transport = transport ?? (_owned = new HttpMessageInvoker(OwnHandler()));
        Time = time;
        NextNonce = nonces ?? Nonce.Next;
        Gate = gate;
        Schedule = new PollSchedule(time);
    }

    public HttpMessageInvoker Transport { get; }

    public TimeProvider Time { get; }

    public Func<string> NextNonce { get; }

    public PollGate? Gate { get; }

    public PollSchedule Schedule { get; }

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
