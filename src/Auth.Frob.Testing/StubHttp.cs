using System.Collections.Immutable;
using System.Globalization;

namespace Auth.Frob.Testing;

/// <summary>A transport that expects given requests in order, answers each as told, and says in what a request differs.</summary>
/// <remarks>Thread-safe. Differences show what was sent, secrets included: for tests with test keys, never for a live service.</remarks>
public sealed class StubHttp : HttpMessageHandler
{
    private readonly Lock _gate = new();
    private readonly ImmutableArray<StubHttpExchange> _exchanges;
    private readonly List<string> _differences = [];
    private int _asked;

    /// <summary>Makes a transport.</summary>
    /// <param name="exchanges">The expected requests and their answers, in order.</param>
    public StubHttp(params ImmutableArray<StubHttpExchange> exchanges) => _exchanges = exchanges;

    /// <summary>Called while a request is left unanswered (<see cref="StubHttpFault.Timeout"/>), so that a test can turn its clock.</summary>
    /// <value>Null: the request waits until its token is cancelled.</value>
    public Action? WhenSilent { get; init; }

    /// <summary>How many requests came.</summary>
    /// <value>0 before the first.</value>
    public int Asked
    {
        get
        {
            lock (_gate)
                return _asked;
        }
    }

    /// <summary>In what the requests so far differed, a sentence each.</summary>
    /// <value>Empty: every request was expected.</value>
    public ImmutableArray<string> Differences
    {
        get
        {
            lock (_gate)
                return [.. _differences];
        }
    }

    /// <summary>The expected requests that never came.</summary>
    /// <value>Empty: all came.</value>
    public ImmutableArray<StubHttpExchange> NeverAsked
    {
        get
        {
            lock (_gate)
                return _asked >= _exchanges.Length ? [] : _exchanges[_asked..];
        }
    }

    /// <summary>Checks that every request was expected and every expected request came.</summary>
    /// <exception cref="StubHttpMismatchException">One differed or never came; the message says which and in what.</exception>
    public void Check()
    {
        var faults = Differences.AddRange(MissingRequests());
        if (!faults.IsEmpty)
            throw new StubHttpMismatchException(string.Join(Environment.NewLine, faults));
    }

    internal ImmutableArray<string> MissingRequests()
    {
        var missing = NeverAsked;
        return [.. missing.Select((e, i) => string.Create(
            CultureInfo.InvariantCulture,
            $"request {_exchanges.Length - missing.Length + i + 1} ({e.Expect.Method ?? "any"} {e.Expect.Url ?? "anywhere"}) never came"))];
    }

    /// <inheritdoc/>
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        var sent = await StubHttpSent.ReadAsync(request, cancellationToken).ConfigureAwait(false);
        var reply = Take(sent);
        switch (reply.Fault)
        {
            case StubHttpFault.Refused:
                throw new HttpRequestException(HttpRequestError.ConnectionError, "Connection refused.");
            case StubHttpFault.Reset:
                throw new HttpRequestException(HttpRequestError.ResponseEnded, "The connection ended before the reply.");
            case StubHttpFault.Timeout:
                WhenSilent?.Invoke();
                return await new TaskCompletionSource<HttpResponseMessage>().Task.WaitAsync(cancellationToken).ConfigureAwait(false);
            default:
                return reply.ToMessage(request);
        }
    }

    private StubHttpReply Take(StubHttpSent sent)
    {
        lock (_gate)
        {
            var number = ++_asked;
            var differences = number > _exchanges.Length
                ? [string.Create(CultureInfo.InvariantCulture, $"only {_exchanges.Length} requests are expected")]
                : sent.Differences(_exchanges[number - 1].Expect).ToImmutableArray();
            if (differences.IsEmpty)
                return _exchanges[number - 1].Reply;
            var sentences = differences.Select(d => string.Create(CultureInfo.InvariantCulture, $"request {number} ({sent}): {d}"));
            _differences.AddRange(sentences);
            throw new StubHttpMismatchException(string.Join(Environment.NewLine, _differences));
        }
    }
}
