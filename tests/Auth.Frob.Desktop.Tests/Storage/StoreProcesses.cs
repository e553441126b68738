namespace Auth.Frob.Desktop.Tests.Storage;

/// <summary>Processes one after another, the next of which are started while one is at work.</summary>
internal sealed class StoreProcesses(int count, Func<int, StoreProcess> start) : IDisposable
{
    private const int Ahead = 3;
    private readonly Queue<StoreProcess> _started = new();
    private int _next;

    public StoreProcess Next()
    {
        while (_started.Count < Ahead && _next < count)
            _started.Enqueue(start(_next++));
        return _started.Dequeue();
    }

    public void Dispose()
    {
        foreach (var process in _started)
            process.Dispose();
    }
}
