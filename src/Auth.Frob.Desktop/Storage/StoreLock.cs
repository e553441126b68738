using System.Collections.Concurrent;
using System.Diagnostics;
using System.Security.Cryptography;
using System.Text;

namespace Auth.Frob.Desktop.Storage;

/// <summary>One writer at a time, among all processes and within each. The system releases the lock of a process that died: none is ever stale.</summary>
internal sealed class StoreLock : IDisposable
{
    public const string File = "lock", HolderFile = "lock.holder";
    private static readonly ConcurrentDictionary<string, SemaphoreSlim> Turns = new(StringComparer.Ordinal);
    private readonly SemaphoreSlim _turn;
    private readonly FileStream _held;

    private StoreLock(SemaphoreSlim turn, FileStream held) => (_turn, _held) = (turn, held);

    /// <summary>How long a writer waits for another.</summary>
    public static TimeSpan Patience { get; } = TimeSpan.FromSeconds(20);

    /// <summary>Waits for the lock.</summary>
    /// <exception cref="StoreException">Another process held it all the time, or the file system does not lock.</exception>
    public static async ValueTask<StoreLock> TakeAsync(StoreDirectory directory, TimeProvider time, CancellationToken cancellationToken)
    {
        var path = directory.At(File);
        var turn = Turns.GetOrAdd(path, static _ => new SemaphoreSlim(1, 1));
        using var patience = new CancellationTokenSource(Patience, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellationToken);
        var mine = false;
        try
        {
            await turn.WaitAsync(either.Token).ConfigureAwait(false);
            mine = true;
            FileStream? held;
            while ((held = TryOpen(path)) is null)
            {
                // Waiters that ask in step would meet again and again.
                await Task.Delay(TimeSpan.FromMilliseconds(RandomNumberGenerator.GetInt32(1, 8)), time, either.Token).ConfigureAwait(false);
            }
            mine = false;
            Note(directory);
            return new StoreLock(turn, held);
        }
        catch (OperationCanceledException) when (patience.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            throw HeldTooLong(directory);
        }
        catch (Exception fault) when (StoreFaults.IsOfFiles(fault))
        {
            throw StoreFaults.Of(fault, path);
        }
        finally
        {
            if (mine)
                turn.Release();
        }
    }

    public void Dispose()
    {
        _held.Dispose();
        _turn.Release();
    }

    private static FileStream? TryOpen(string path)
    {
        FileStream stream;
        try
        {
            stream = OwnFile.Open(path, FileMode.OpenOrCreate, FileShare.None);
        }
        catch (IOException fault) when (IsHeld(fault))
        {
            return null;
        }
        // .NET takes a lock too, but goes on without one where the file system has none, or where it was told to lock nothing.
        var taken = false;
        try
        {
            taken = Posix.TryLock(stream.SafeFileHandle);
            return taken ? stream : null;
        }
        finally
        {
            if (!taken)
                stream.Dispose();
        }
    }

    private static bool IsHeld(IOException fault) => fault.GetType() == typeof(IOException) && fault.HResult is
        Errno.WouldBlock or Errno.WouldBlockMac or unchecked((int)0x80070020) or unchecked((int)0x80070021);

    // A file of its own: the locked one can't be read by who waits for it. Without it nobody is named, and nothing else is lost.
    private static void Note(StoreDirectory directory)
    {
        try
        {
            using var file = OwnFile.Open(directory.At(HolderFile), FileMode.Create, FileShare.Read);
            file.Write(Encoding.ASCII.GetBytes(Environment.ProcessId.ToString(CultureInfo.InvariantCulture)));
        }
        catch (Exception fault) when (StoreFaults.IsOfFiles(fault))
        {
        }
    }

    private static StoreException HeldTooLong(StoreDirectory directory)
    {
        var holder = Holder(directory);
        var who = holder switch
        {
            null => "a process that is not known",
            (var id, true) => string.Create(CultureInfo.InvariantCulture, $"process {id}"),
            (var id, false) => string.Create(CultureInfo.InvariantCulture, $"a process that is not known (process {id}, which had it before, no longer runs)"),
        };
        return new StoreException(
            string.Create(CultureInfo.InvariantCulture, $"'{directory.At(File)}' was locked for {Patience.TotalSeconds:0} seconds by {who}."),
            holder is (var alive, true)
                ? string.Create(CultureInfo.InvariantCulture, $"Look what process {alive} does, and end it if it hangs; then try again.")
                : "Look which process has the file open (fuser), and end it if it hangs; then try again.");
    }

    private static (int Id, bool Runs)? Holder(StoreDirectory directory)
    {
        try
        {
            var text = System.IO.File.ReadAllText(directory.At(HolderFile));
            return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? (id, Runs(id)) : null;
        }
        catch (Exception fault) when (StoreFaults.IsOfFiles(fault))
        {
            return null;
        }
    }

    private static bool Runs(int id)
    {
        try
        {
            using var process = Process.GetProcessById(id);
            return true;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }
}
