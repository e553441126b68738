namespace Auth.Frob.Desktop.Loopback;

/// <summary>The connections of a listener, bounded: silent ones make room for the browser.</summary>
/// <remarks>Thread-safe.</remarks>
internal sealed class OpenConnections
{
    public const int Most = 32;

    private readonly Lock _gate = new();
    private readonly List<LoopbackConnection> _counted = [];
    private readonly HashSet<Task> _running = [];
    private bool _isClosed;

    /// <summary>Lets a connection in, if there is room or the oldest idle one can go.</summary>
    /// <returns>False where it must be closed unheard.</returns>
    public bool Admit(LoopbackConnection connection, Func<LoopbackConnection, Task> serve)
    {
        lock (_gate)
        {
            if (_isClosed || (_counted.Count >= Most && !MakeRoom()))
                return false;
            _counted.Add(connection);
            // Begun on the pool: a connection that ends at once must not end before it is entered here.
            Task running = Task.Run(() => serve(connection));
            _running.Add(running);
            _ = running.ContinueWith(
                done => Leave(connection, done),
                CancellationToken.None,
                TaskContinuationOptions.ExecuteSynchronously,
                TaskScheduler.Default);
            return true;
        }
    }

    public Task CloseAsync(CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            _isClosed = true;
            return Task.WhenAll(_running).WaitAsync(cancellationToken);
        }
    }

    private bool MakeRoom()
    {
        int oldest = _counted.FindIndex(static connection => connection.Drop());
        if (oldest < 0)
            return false;
        _counted.RemoveAt(oldest);
        return true;
    }

    private void Leave(LoopbackConnection connection, Task done)
    {
        lock (_gate)
        {
            _counted.Remove(connection);
            _running.Remove(done);
        }
    }
}
