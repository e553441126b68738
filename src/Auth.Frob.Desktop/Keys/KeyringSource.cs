using System.Security.Cryptography;
using System.Text;

namespace Auth.Frob.Desktop.Keys;

/// <summary>Keys from the keyring of the system in which a person is signed in.</summary>
/// <remarks>
/// Thread-safe. A key's id begins with the source's name and a colon; of other ids it knows that they are not its own without asking the keyring.
/// Every question goes to the keyring anew, on a thread of its own: nothing is kept in memory here.
/// </remarks>
public abstract class KeyringSource : KeySource
{
    internal const string StoreKeys = "store-key";
    internal const string Probes = "probe";

    private const int LongestId = 200;

    private readonly TimeProvider _time;

    private protected KeyringSource(TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(time);
        _time = time;
    }

    /// <summary>How long a question may take, the person's answer to a prompt included.</summary>
    internal abstract TimeSpan Patience { get; }

    /// <summary>Opens the keyring; runs on a thread that may be held up.</summary>
    internal abstract Keyring Open(CancellationToken cancellationToken);

    /// <summary>What a question that was not answered in time means.</summary>
    internal abstract StoreException Late();

    /// <inheritdoc/>
    public sealed override ValueTask<StoreKey> ForWritingAsync(CancellationToken cancellationToken = default) =>
        AskAsync(keyring => Current(keyring) ?? Make(keyring), cancellationToken);

    /// <inheritdoc/>
    public sealed override ValueTask<StoreKey?> FindAsync(string id, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(id);
        return IsOwn(id)
            ? AskAsync(keyring => Find(keyring, id), cancellationToken)
            : ValueTask.FromResult<StoreKey?>(null);
    }

    /// <summary>Writes, reads and removes an entry of the probe's own: whether the keyring can be used.</summary>
    /// <param name="cancellationToken">Ends the probe.</param>
    /// <returns>Null where it can; otherwise what is wrong and what to do.</returns>
    /// <remarks>May ask the person to unlock the keyring, as a key would. No key is read or made.</remarks>
    public async ValueTask<StoreException?> ProbeAsync(CancellationToken cancellationToken = default)
    {
        try
        {
            return await AskAsync(Probe, cancellationToken).ConfigureAwait(false);
        }
        catch (StoreException fault)
        {
            return fault;
        }
    }

    private StoreKey? Current(Keyring keyring)
    {
        // An item that holds no key is somebody's mistake: it must not keep the store from being written.
        foreach (string id in keyring.Ids(StoreKeys).Where(IsOwn).Order(StringComparer.Ordinal))
            if (keyring.Read(StoreKeys, id) is { } text && KeyText.Read(id, text) is { } key)
                return key;
        return null;
    }

    private bool IsOwn(string id) =>
        id.Length <= LongestId && id.StartsWith(Name + ":", StringComparison.Ordinal) && Ascii.IsValid(id) && !id.Any(char.IsControl);

    private StoreKey? Find(Keyring keyring, string id)
    {
        byte[]? text = keyring.Read(StoreKeys, id);
        if (text is null)
            return null;
        return KeyText.Read(id, text) ?? throw new StoreException(
            $"The item '{id}' of the keyring ({Name}) holds no key.",
            "Restore the item from a backup of the keyring, or remove it and sign in again.");
    }

    private StoreKey Make(Keyring keyring)
    {
        string id = KeyText.NewId(Name, _time);
        Write(keyring, StoreKeys, id);
        // Another process may have made one at the same moment: all take the smallest, so that soon there is one in use.
        return Current(keyring) ?? throw Lost();
    }

    private StoreException? Probe(Keyring keyring)
    {
        string id = KeyText.NewId(Name, _time);
        Write(keyring, Probes, id);
        byte[]? text = keyring.Read(Probes, id);
        keyring.Remove(Probes, id);
        return text is not null && KeyText.Read(id, text) is not null ? null : Lost();
    }

    private static void Write(Keyring keyring, string purpose, string id)
    {
        byte[] text = KeyText.New();
        try
        {
            keyring.Write(purpose, id, text);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(text);
        }
    }

    private StoreException Lost() => new(
        $"The keyring ({Name}) took an item and does not give it back.", "Look at the keyring's own messages, or choose the key source 'key-file'.");

    private async ValueTask<T> AskAsync<T>(Func<Keyring, T> question, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        using var deadline = new CancellationTokenSource(Patience, _time);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, deadline.Token);
        Task<T> asking = Task.Factory.StartNew(
            () => Answer(question, stop.Token), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        // A native call that does not heed its cancellation stays behind on its own thread; what it says in the end interests nobody.
        _ = asking.ContinueWith(static late => late.Exception, CancellationToken.None, TaskContinuationOptions.OnlyOnFaulted, TaskScheduler.Default);
        try
        {
            return await asking.WaitAsync(stop.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw Late();
        }
        catch (OperationCanceledException)
        {
            throw new OperationCanceledException(cancellationToken);
        }
    }

    private T Answer<T>(Func<Keyring, T> question, CancellationToken cancellationToken)
    {
        using Keyring keyring = Open(cancellationToken);
        return question(keyring);
    }
}
