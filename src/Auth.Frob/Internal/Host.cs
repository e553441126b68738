namespace Auth.Frob.Internal;

/// <summary>What the clients of one builder share: transport, clock, nonces, the schedule of polls.</summary>
internal sealed class Host(Func<string, HttpMessageInvoker>? transports, TimeProvider time, Func<string>? nonces, PollGate? gate, StepObserver? observer)
    : IDisposable
{
    private readonly HttpMessageInvoker? _owned = transports is null ? new HttpMessageInvoker(OwnHandler()) : null;

    public bool OwnsTransport => transports is null;

    public TimeProvider Time => time;

    public Func<string> NextNonce { get; } = nonces ?? Nonce.Next;

    public PollGate? Gate => gate;

    public StepObserver? Observer => observer;

    public PollSchedule Schedule { get; } = new(time);

    public HttpMessageInvoker TransportOf(string instance) => _owned ?? transports!(instance);

    public void Dispose()
    {
        Schedule.Dispose();
        _owned?.Dispose();
    }

    // A followed 308 would send the password again, elsewhere; a cookie would tie one user's flow to another's.
    private static SocketsHttpHandler OwnHandler() =>
        new() { AllowAutoRedirect = false, UseCookies = false, PooledConnectionLifetime = TimeSpan.FromMinutes(5), ConnectTimeout = TimeSpan.FromSeconds(15) };
}
