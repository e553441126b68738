namespace Auth.Frob.Testing.Simulation;

/// <summary>Which calls of a simulated service go wrong, and how.</summary>
/// <remarks>Thread-safe. Names of calls are compared without regard to case; <see cref="AnyCall"/> stands for every call.</remarks>
public sealed class FaultPlan
{
    /// <summary>Stands for every call: <c>*</c>.</summary>
    public const string AnyCall = "*";

    private readonly Lock _gate = new();
    private readonly Dictionary<string, Queue<Fault>> _queued = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, Fault> _standing = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Lets the next calls of a name go wrong, one fault a call, in order; then they go well again.</summary>
    /// <param name="call">The call's name.</param>
    /// <param name="faults">The faults.</param>
    public void Next(string call, params ReadOnlySpan<Fault> faults)
    {
        lock (_gate)
        {
            if (!_queued.TryGetValue(call, out Queue<Fault>? queue))
            {
                _queued[call] = queue = new Queue<Fault>();
            }

            foreach (Fault fault in faults)
            {
                queue.Enqueue(fault);
            }
        }
    }

    /// <summary>Lets every call of a name go wrong until it is cleared.</summary>
    /// <param name="call">The call's name.</param>
    /// <param name="fault">The fault.</param>
    public void Always(string call, Fault fault)
    {
        lock (_gate)
        {
            _standing[call] = fault;
        }
    }

    /// <summary>Lets everything go well again.</summary>
    public void Clear()
    {
        lock (_gate)
        {
            _queued.Clear();
            _standing.Clear();
        }
    }

    /// <summary>The fault that a call has now: queued ones first, those of its own name before those of any call.</summary>
    /// <param name="call">The call's name.</param>
    /// <returns>The fault, or null.</returns>
    public Fault? Take(string call)
    {
        lock (_gate)
        {
            foreach (string name in (ReadOnlySpan<string>)[call, AnyCall])
            {
                if (_queued.TryGetValue(name, out Queue<Fault>? queue) && queue.TryDequeue(out Fault? fault))
                {
                    return fault;
                }
            }

            return _standing.GetValueOrDefault(call) ?? _standing.GetValueOrDefault(AnyCall);
        }
    }
}
