namespace Auth.Frob.Desktop.Storage;

/// <summary>Tells that grants changed: ours at once, those of other processes by watching the directory.</summary>
internal sealed class StoreChanges(StoreDirectory directory, object sender) : IDisposable
{
    private readonly Lock _gate = new();
    private EventHandler? _told;
    private FileSystemWatcher? _watcher;
    private bool _ended, _waiting, _telling;

    public void Add(EventHandler? handler)
    {
        lock (_gate)
        {
            _told += handler;
            Watch();
        }
    }

    public void Remove(EventHandler? handler)
    {
        lock (_gate)
            _told -= handler;
    }

    /// <summary>Says that something was changed. What is said while the last is still being told is told once more, together.</summary>
    public void Tell()
    {
        lock (_gate)
        {
            if (_ended || _told is null)
                return;
            Watch();
            _waiting = true;
            if (_telling)
                return;
            _telling = true;
        }
        ThreadPool.QueueUserWorkItem(static changes => changes.TellAll(), this, preferLocal: false);
    }

    public void Dispose()
    {
        lock (_gate)
        {
            _ended = true;
            _told = null;
            _watcher?.Dispose();
            _watcher = null;
        }
    }

    private void TellAll()
    {
        while (true)
        {
            EventHandler? told;
            lock (_gate)
            {
                _telling = _waiting && !_ended;
                if (!_telling)
                    return;
                _waiting = false;
                told = _told;
            }
            try
            {
                told?.Invoke(sender, EventArgs.Empty);
            }
            catch (Exception)
            {
                // Nobody waits for it here, and an exception on a thread of the pool would end the process.
            }
        }
    }

    // Where no watch can be had (no directory, no more watches in the system) our own changes are still told; the next one tries again.
    private void Watch()
    {
        if (_watcher is not null || _ended)
            return;
        FileSystemWatcher? watcher = null;
        try
        {
            directory.Make();
            watcher = new FileSystemWatcher(directory.Path) { NotifyFilter = NotifyFilters.FileName };
            watcher.Created += (_, change) => See(change.Name);
            watcher.Deleted += (_, change) => See(change.Name);
            watcher.Renamed += (_, change) => See(change.Name);
            watcher.Error += (_, _) => Tell();
            watcher.EnableRaisingEvents = true;
            _watcher = watcher;
        }
        catch (Exception fault) when (fault is StoreException || StoreFaults.IsOfFiles(fault))
        {
            watcher?.Dispose();
        }
    }

    private void See(string? file)
    {
        if (file is not null && file.EndsWith(EntryNames.Ending(EntryKind.Grant), StringComparison.Ordinal))
            Tell();
    }
}
