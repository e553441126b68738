using System.Runtime.CompilerServices;

namespace Auth.Frob.Desktop.Screens;

/// <summary>Reads that can't be cancelled, one at a time: who stops waiting leaves the read to the next.</summary>
internal sealed class PendingRead
{
    private static readonly ConditionalWeakTable<object, PendingRead> BySource = [];
    private readonly Lock _gate = new();
    private Task<string?>? _read;

    /// <summary>The read that nobody waits for any more, or that somebody does; null for none.</summary>
    internal Task? Abandoned => _read;

    /// <summary>The reads of one source, whichever screen asks.</summary>
    public static PendingRead Of(object source) => BySource.GetValue(source, static _ => new PendingRead());

    public async Task<string?> LineAsync(Func<string?> read, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        Task<string?> reading;
        lock (_gate)
        {
            // A line that came when nobody asked any more answers no later question.
            if (_read is { IsCompleted: true })
                _read = null;
            reading = _read ??= Task.Factory.StartNew(read, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        }
        return await reading.WaitAsync(cancellationToken).ConfigureAwait(false);
    }
}
