using Auth.Frob.Extensions.Pacing;
using Auth.Frob.LastFm;
using Auth.Frob.LastFm.Simulator;
using Auth.Frob.Outcomes;
using Auth.Frob.Slots;
using Auth.Frob.Testing;
using Auth.Frob.Testing.Simulation;

namespace Auth.Frob.Extensions.Tests.Pacing;

/// <summary>Many flows that wait for consent under one key, through the core's own waits, against a simulated service on a clock that stands still.</summary>
/// <remarks>
/// A flow is always in one of three places: in its pause, of which the progress tells the length; in the line of the pace, which counts; or on
/// its way. The clock moves only when none is on its way, so that nothing depends on how fast the machine is.
/// </remarks>
internal sealed class PollCrowd : IDisposable
{
    private const string Key = "00000000000000000000000000000001";
    private const string Shared = "ssssssssssssssssssssssssssssssss";

    private readonly Lock _gate = new();
    private readonly PriorityQueue<bool, DateTimeOffset> _pauses = new();
    private readonly SimulatedLastFm _service;
    private readonly HttpMessageInvoker _transport;
    private readonly FrobClients _clients;
    private readonly KeyPaces _paces;
    private int _due;
    private int _entered;
    private int _done;

    public PollCrowd(int flows)
    {
        _service = new SimulatedLastFm(new SimulatedLastFmOptions
        {
            Time = Clock,
            Apps = [new SimulatedApp(Key, Shared)],
            Users = [.. Enumerable.Range(0, flows).Select(i => new SimulatedUser($"user{i}", "p"))],
            CallsInFiveMinutes = 1500,
        });
        _transport = new HttpMessageInvoker(new Counted(this, new SimulatedServiceHandler(_service)));
        _paces = new KeyPaces(Clock);
        FrobClient client = null!;
        _clients = new FrobBuilder().UseTransport(_transport).UseTime(Clock).UsePollGate((pending, token) => Enter(client, pending, token))
            .AddLastFm(o => (o.ApiKey, o.SharedSecret, o.AppName, o.AppVersion) = (Key, new Secret(Shared), "Tests", "1.0")).Build();
        client = Client;
    }

    public ManualTimeProvider Clock { get; } = new();

    public FrobClient Client => _clients["lastfm"];

    public KeyPace Pace => _paces.Of(Client);

    /// <summary>When each poll arrived at the service, by frob.</summary>
    public List<(DateTimeOffset At, string Frob)> Polls { get; } = [];

    public int Finished { get; private set; }

    public async Task<(PendingConsent Pending, string Frob)> BeginAsync()
    {
        var pending = (await Client.BeginAsync(new ConsentRequest { Flow = "desktop" })).Value!;
        return (pending, System.Web.HttpUtility.ParseQueryString(pending.ConsentUri.Reveal().Query)["token"]!);
    }

    public void Consent(string frob, string user) => _service.Frobs.TryApprove(frob, user).Should().BeTrue();

    public async Task<FrobResult<Grant>> WaitAsync(PendingConsent pending)
    {
        Pause(pending.PollEvery!.Value, pending.ExpiresAt - Clock.GetUtcNow());
        var result = await Client.WaitAsync(pending, new Told(this));
        lock (_gate)
        {
            Finished++;
            _done++;
        }
        return result;
    }

    /// <summary>Moves the clock, and waits until no flow is on its way.</summary>
    public async Task PassAsync(TimeSpan time)
    {
        Clock.Advance(time);
        while (!IsStill())
            await Task.Yield();
    }

    public void Dispose()
    {
        _clients.Dispose();
        _paces.Dispose();
        _transport.Dispose();
    }

    // Every pause that is over brought a flow to the line, and every flow that left the line has paused again or ended.
    private bool IsStill()
    {
        lock (_gate)
        {
            while (_pauses.TryPeek(out var isLast, out var until) && until <= Clock.GetUtcNow())
            {
                _pauses.Dequeue();
                _due++;
                _entered += isLast ? 1 : 0;
            }
            return _entered == _due && _entered - Pace.Waiting == _done;
        }
    }

    // A pause that would outlast the frob ends at its deadline, and the flow with it: it comes to no line.
    private void Pause(TimeSpan pause, TimeSpan left)
    {
        lock (_gate)
            _pauses.Enqueue(pause > left, Clock.GetUtcNow() + (pause > left ? left : pause));
    }

    private ValueTask<bool> Enter(FrobClient client, PendingConsent pending, CancellationToken cancellationToken)
    {
        var turn = _paces.Of(client).EnterPollAsync(pending.ExpiresAt, cancellationToken);
        lock (_gate)
            _entered++;
        return turn;
    }

    private sealed class Told(PollCrowd crowd) : IProgress<ConsentProgress>
    {
        public void Report(ConsentProgress value)
        {
            crowd.Pause(value.NextIn, value.TimeLeft);
            lock (crowd._gate)
                crowd._done++;
        }
    }

    private sealed class Counted(PollCrowd crowd, HttpMessageHandler inner) : DelegatingHandler(inner)
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var form = System.Web.HttpUtility.ParseQueryString(await request.Content!.ReadAsStringAsync(cancellationToken));
            if (form["method"] == "auth.getSession")
            {
                lock (crowd._gate)
                    crowd.Polls.Add((crowd.Clock.GetUtcNow(), form["token"]!));
            }
            return await base.SendAsync(request, cancellationToken);
        }
    }
}
