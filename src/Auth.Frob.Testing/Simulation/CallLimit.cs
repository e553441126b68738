namespace Auth.Frob.Testing.Simulation;

/// <summary>A limit of calls in a sliding span of time, kept for each caller.</summary>
/// <param name="time">The clock.</param>
/// <param name="span">The span.</param>
/// <remarks>Thread-safe.</remarks>
public sealed class CallLimit(TimeProvider time, TimeSpan span)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, Queue<DateTimeOffset>> _calls = new(StringComparer.Ordinal);

    /// <summary>Counts a call, if there is room for it.</summary>
    /// <param name="caller">Who calls.</param>
    /// <param name="allowed">How many calls the span has room for; null for any number.</param>
    /// <returns>False where the limit is reached; such a call is not counted.</returns>
    public bool TryCount(string caller, int? allowed)
    {
        if (allowed is null)
        {
            return true;
        }

        lock (_gate)
        {
            DateTimeOffset now = time.GetUtcNow();
            if (!_calls.TryGetValue(caller, out Queue<DateTimeOffset>? calls))
            {
                _calls[caller] = calls = new Queue<DateTimeOffset>();
            }

            while (calls.TryPeek(out DateTimeOffset oldest) && now - oldest >= span)
            {
                calls.Dequeue();
            }

            if (calls.Count >= allowed)
            {
                return false;
            }

            calls.Enqueue(now);
            return true;
        }
    }
}
