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

    /// <summary>Opens the store of an order: chooses where keys come from, and reads nothing else.</summary>
    /// <exception cref="StoreException">What was chosen can't be used.</exception>
    public static async ValueTask<CommandStore> OpenAsync(StoreOrder order, CancellationToken cancellationToken)
    {
        var chosen = await KeySources.ChooseAsync(
            new KeyRequest
            {
                Choice = order.KeySource,
                Keyring = KeySources.OfPlatform(order.Machine, order.Time),
                // Beside what it protects, so that a store of one's own touches nothing else.
                KeyFile = new KeyFileSource(order.Directory is null ? null : Path.Combine(order.Directory, "key")),
                Passphrase = order.KeySource == KeySources.Passphrase ? await PassphraseAsync(order, cancellationToken) : null,
                InUse = [],
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

    public void Dispose() => _grants.Dispose();

    private static async Task<PassphraseSource> PassphraseAsync(StoreOrder order, CancellationToken cancellationToken)
    {
        var typed = await order.Passphrase(cancellationToken);
        return typed.IsEmpty
            ? throw CommandFailure.Usage("An empty passphrase protects nothing.")
            : new PassphraseSource(typed, order.Directory is null ? null : Path.Combine(order.Directory, "passphrase.salt"));
    }
}
