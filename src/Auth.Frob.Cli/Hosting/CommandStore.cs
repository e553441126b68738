using Auth.Frob.Desktop;
using Auth.Frob.Desktop.Keys;
using Auth.Frob.Desktop.Storage;
using Auth.Frob.Extensions.Grants;

namespace Auth.Frob.Cli.Hosting;

/// <summary>What the commands keep things in: the person's grants, and the applications' keys beside them.</summary>
/// <remarks>A <see cref="StoreException"/> of it ends a command with <see cref="ExitCode.Store"/>.</remarks>
internal sealed class CommandStore(FileStoreOptions options) : IDisposable
{
    private readonly FileGrantStore _grants = new(options);

    public IGrantStore Grants => _grants;

    public FileAppKeyStore AppKeys { get; } = new(options);

    public string Directory => _grants.Directory;

    /// <summary>What new entries are protected by: a key source's name.</summary>
    public string KeySource { get; } = options.Keys[0].Name;

    /// <summary>Why an automatic choice passed the keyring over; null where it did not.</summary>
    public StoreException? WhyNotKeyring { get; private init; }

    /// <summary>Opens the store of an order: chooses where keys come from, by what the entries there need; no entry is opened.</summary>
    /// <exception cref="StoreException">What was chosen can't be used.</exception>
    public static async ValueTask<CommandStore> OpenAsync(StoreOrder order, CancellationToken cancellationToken)
    {
        var inUse = await FileGrantStore.KeySourcesInUseAsync(order.Directory, cancellationToken);
        var chosen = await KeySources.ChooseAsync(
            new KeyRequest
            {
                Choice = order.KeySource,
                Keyring = KeySources.OfPlatform(order.Machine, order.Time),
                // Beside what it protects, so that a store of one's own touches nothing else.
                KeyFile = new KeyFileSource(order.Directory is null ? null : Path.Combine(order.Directory, "key")),
                Passphrase = await PassphraseAsync(order, inUse.Contains(KeySources.Passphrase, StringComparer.Ordinal), cancellationToken),
                InUse = inUse,
            },
            cancellationToken);
        return new CommandStore(new FileStoreOptions { Directory = order.Directory, Keys = chosen.Sources, Time = order.Time })
        {
            WhyNotKeyring = chosen.WhyNotKeyring,
        };
    }

    /// <summary>Proves that something can be kept, before anything is obtained that would be lost.</summary>
    /// <exception cref="StoreException">Nothing can.</exception>
    public async Task ProbeAsync(CancellationToken cancellationToken)
    {
        if (await _grants.ProbeAsync(cancellationToken) is { } fault)
            throw fault;
    }

    public void Dispose()
    {
        _grants.Dispose();
        AppKeys.Dispose();
    }

    // Where it was not chosen, nobody is pressed for it: what it protects can be listed without it, and says what is missing.
    private static async Task<PassphraseSource?> PassphraseAsync(StoreOrder order, bool isInUse, CancellationToken cancellationToken)
    {
        var isChosen = order.KeySource == KeySources.Passphrase;
        var given = order.Passphrase;
        if (given is null && (isChosen || (isInUse && order.HasKeyboard)))
            given = await order.AskPassphrase(cancellationToken);
        if (isChosen && (given is null or { IsEmpty: true }))
            throw CommandFailure.Usage("An empty passphrase protects nothing.");
        return given is null or { IsEmpty: true } ? null
            : new PassphraseSource(given, order.Directory is null ? null : Path.Combine(order.Directory, "passphrase.salt"));
    }
}
