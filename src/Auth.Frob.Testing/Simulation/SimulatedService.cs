using System.Collections.Concurrent;
using System.Globalization;
using System.Text;

namespace Auth.Frob.Testing.Simulation;

/// <summary>A service that is simulated: it answers requests, whatever carries them, and has the faults that it is told to have.</summary>
/// <remarks>Thread-safe. It runs in-process under <see cref="SimulatedServiceHandler"/> or behind any web server.</remarks>
public abstract class SimulatedService
{
    private const int MostCallsKept = 10_000;
    private const int HugeLength = 2 * 1024 * 1024;
    private readonly ConcurrentQueue<string> _calls = new();

    /// <summary>Makes a service.</summary>
    /// <param name="time">The clock that frobs, limits and delays go by.</param>
    protected SimulatedService(TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(time);
        Time = time;
        Frobs = new FrobLedger(time);
    }

    /// <summary>The clock that frobs, limits and delays go by.</summary>
    public TimeProvider Time { get; }

    /// <summary>The apps and people that the service knows.</summary>
    public SimulatedAccounts Accounts { get; } = new();

    /// <summary>The frobs that the service issued.</summary>
    public FrobLedger Frobs { get; }

    /// <summary>The grants that the service gave out.</summary>
    public GrantLedger Grants { get; } = new();

    /// <summary>The browsers that are signed in on the service's pages.</summary>
    public BrowserSessions Browsers { get; } = new();

    /// <summary>What goes wrong.</summary>
    public FaultPlan Faults { get; } = new();

    /// <summary>The names of the calls that arrived, oldest first.</summary>
    /// <value>The last 10 000.</value>
    public IReadOnlyCollection<string> Calls => [.. _calls];

    /// <summary>Answers a request.</summary>
    /// <param name="request">The request.</param>
    /// <param name="cancellationToken">Not looked at by a service that answers at once.</param>
    /// <returns>The reply, with the fault that was planned for it.</returns>
    public Task<SimulatedReply> HandleAsync(SimulatedRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        cancellationToken.ThrowIfCancellationRequested();
        string call = NameOf(request);
        _calls.Enqueue(call);
        while (_calls.Count > MostCallsKept && _calls.TryDequeue(out _))
        {
        }

        Fault? fault = Faults.Take(call);
        return Task.FromResult(fault is null ? Answer(request) : AnswerWith(fault, request));
    }

    /// <summary>The name of the call that a request makes; faults are planned by it.</summary>
    /// <param name="request">The request.</param>
    /// <returns>The name.</returns>
    protected abstract string NameOf(SimulatedRequest request);

    /// <summary>Answers a request without a fault.</summary>
    /// <param name="request">The request.</param>
    /// <returns>The reply.</returns>
    protected abstract SimulatedReply Answer(SimulatedRequest request);

    /// <summary>Refuses a request with a code of the service.</summary>
    /// <param name="request">The request.</param>
    /// <param name="code">The code.</param>
    /// <returns>The reply.</returns>
    protected abstract SimulatedReply Refuse(SimulatedRequest request, int code);

    private SimulatedReply AnswerWith(Fault fault, SimulatedRequest request) => fault.Kind switch
    {
        FaultKind.Code => RetryAfter(Refuse(request, fault.ServiceCode), fault),
        FaultKind.TooManyRequests => RetryAfter(FrontEnd(429, "Too Many Requests"), fault),
        FaultKind.Unavailable => RetryAfter(FrontEnd(503, "Service Unavailable"), fault),
        FaultKind.Slow => Answer(request) with { Delay = fault.Delay },
        FaultKind.Reset => Answer(request) with { Ending = ReplyEnding.Reset },
        FaultKind.Truncated => Answer(request) with { Ending = ReplyEnding.Truncated },
        FaultKind.Garbage => Garbage(),
        FaultKind.Huge => Huge(),
        FaultKind.Redirect => new SimulatedReply(307) { Headers = [new("Location", fault.Location)] },
        _ => throw new InvalidOperationException($"No fault is called {fault.Kind}."),
    };

    private static SimulatedReply FrontEnd(int status, string title) =>
        SimulatedReply.Html(status, $"<!DOCTYPE html><html><head><title>{title}</title></head><body><h1>{title}</h1></body></html>");

    private static SimulatedReply RetryAfter(SimulatedReply reply, Fault fault) => fault.RetryAfter is { } wait
        ? reply.WithHeader("Retry-After", ((long)Math.Ceiling(wait.TotalSeconds)).ToString(CultureInfo.InvariantCulture))
        : reply;

    private static SimulatedReply Garbage() =>
        new(200) { ContentType = "application/json", Body = new byte[] { 0x00, 0xff, 0xfe, 0x7b, 0x22, 0xc3, 0x28, 0x1b } };

    // Well-formed to its end, so that a client that refuses it refuses its size.
    private static SimulatedReply Huge()
    {
        byte[] body = new byte[HugeLength];
        body.AsSpan().Fill((byte)' ');
        Encoding.ASCII.GetBytes("{\"token\":\"", body);
        "\"}"u8.CopyTo(body.AsSpan(HugeLength - 2));
        body.AsSpan(10, HugeLength - 12).Fill((byte)'a');
        return new SimulatedReply(200) { ContentType = "application/json", Body = body };
    }
}
