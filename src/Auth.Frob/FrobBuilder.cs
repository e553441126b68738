using System.Collections.Concurrent;
using Auth.Frob.Internal;

namespace Auth.Frob;

/// <summary>Collects providers and makes their clients, without a container.</summary>
/// <remarks>Not thread-safe. Builds once; a built builder refuses more.</remarks>
/// <example>
/// <code>
/// using var frob = new FrobBuilder().Add&lt;PlainOptions&gt;(recipe, o => { o.ApiKey = "..."; o.SharedSecret = "..."; }).Build();
/// FrobClient client = frob["my-service"];
/// </code>
/// </example>
public sealed class FrobBuilder : IFrobBuilder
{
    private readonly List<(FrobProvider Provider, FrobOptions Options)> _added = [];
    private Func<string, HttpMessageInvoker>? _transports;
    private TimeProvider? _time;
    private Func<string>? _nonces;
    private PollGate? _gate;
    private StepObserver? _observer;
    private bool _built;

    /// <summary>Adds an instance of a provider.</summary>
    /// <typeparam name="TOptions">The provider's options.</typeparam>
    /// <param name="provider">The recipe.</param>
    /// <param name="configure">Fills the options.</param>
    /// <returns>This builder.</returns>
    /// <exception cref="InvalidOperationException">The builder has built.</exception>
    public FrobBuilder Add<TOptions>(FrobProvider provider, Action<TOptions>? configure) where TOptions : FrobOptions, new()
    {
        var options = new TOptions();
        configure?.Invoke(options);
        return Add(provider, options);
    }

    /// <summary>Adds an instance of a provider with options that are filled already.</summary>
    /// <param name="provider">The recipe.</param>
    /// <param name="options">The options; not to be changed once the builder has built.</param>
    /// <returns>This builder.</returns>
    /// <exception cref="InvalidOperationException">The builder has built.</exception>
    public FrobBuilder Add(FrobProvider provider, FrobOptions options)
    {
        ArgumentNullException.ThrowIfNull(provider);
        ArgumentNullException.ThrowIfNull(options);
        Open();
        _added.Add((provider, options));
        return this;
    }

    IFrobBuilder IFrobBuilder.Add<TOptions>(FrobProvider provider, Action<TOptions>? configure) => Add(provider, configure);

    /// <summary>Sends through a transport of the application's own.</summary>
    /// <param name="transport">An HttpClient or an invoker. Must follow no redirect and keep no cookies; is not disposed.</param>
    /// <returns>This builder.</returns>
    public FrobBuilder UseTransport(HttpMessageInvoker transport) => UseTransports(transport is null ? null! : _ => transport);

    /// <summary>Sends through a transport for each instance.</summary>
    /// <param name="byInstance">Gives the transport for an instance's name, asked once each; the same rules hold for all of them.</param>
    /// <returns>This builder.</returns>
    public FrobBuilder UseTransports(Func<string, HttpMessageInvoker> byInstance) => Keep(ref _transports, byInstance);

    /// <summary>Takes the time from elsewhere than the system.</summary>
    /// <param name="time">The clock.</param>
    /// <returns>This builder.</returns>
    public FrobBuilder UseTime(TimeProvider time) => Keep(ref _time, time);

    /// <summary>Takes nonces from elsewhere than the random generator: for tests and replays.</summary>
    /// <param name="next">Gives one nonce per call; thread-safe.</param>
    /// <returns>This builder.</returns>
    public FrobBuilder UseNonces(Func<string> next) => Keep(ref _nonces, next);

    /// <summary>Asks a gate before each poll.</summary>
    /// <param name="gate">The gate.</param>
    /// <returns>This builder.</returns>
    public FrobBuilder UsePollGate(PollGate gate) => Keep(ref _gate, gate);

    /// <summary>Tells somebody of each step: for logs, traces and counters.</summary>
    /// <param name="observer">The observer.</param>
    /// <returns>This builder.</returns>
    public FrobBuilder UseObserver(StepObserver observer) => Keep(ref _observer, observer);

    /// <summary>Checks everything and makes the clients.</summary>
    /// <returns>The clients by name; dispose them at the end of the program.</returns>
    /// <exception cref="FrobUsageException">Something is wrong; every fault is in it.</exception>
    /// <exception cref="InvalidOperationException">The builder has built.</exception>
    public FrobClients Build()
    {
        Open();
        var faults = OptionsCheck.Check(_added);
        if (!faults.IsEmpty)
            throw new FrobUsageException(faults);
        _built = true;
        var host = new Host(_transports, _time ?? TimeProvider.System, _nonces, _gate, _observer);
        var clients = new ConcurrentDictionary<string, Lazy<FrobClient>>(StringComparer.Ordinal);
        // Made when first asked for: of thousands of instances most are idle.
        foreach (var (provider, options) in _added)
            clients[options.Name ?? provider.Id] = new(() => new FrobClient(new Engine(new ClientPlan(provider, options), host), host));
        return new FrobClients(clients, host);
    }

    private FrobBuilder Keep<T>(ref T? field, T value)
    {
        ArgumentNullException.ThrowIfNull(value);
        Open();
        field = value;
        return this;
    }

    private void Open()
    {
        if (_built)
            throw new InvalidOperationException("This builder has built its clients and takes no more. Make a new FrobBuilder.");
    }
}
