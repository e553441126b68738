using Auth.Frob.Desktop;
using Auth.Frob.Desktop.Storage;
using Auth.Frob.Extensions.Grants;

namespace Auth.Frob.Cli.Hosting;

/// <summary>What the commands keep things in: the person's grants, and the applications' keys beside them.</summary>
/// <remarks>Opening it reads nothing. A <see cref="StoreException"/> of it ends a command with <see cref="ExitCode.Store"/>.</remarks>
internal sealed class CommandStore(FileStoreOptions options) : IDisposable
{
    private readonly FileGrantStore _grants = new(options);

    public IGrantStore Grants => _grants;

    public FileAppKeyStore AppKeys { get; } = new(options);

    public string Directory => _grants.Directory;

    /// <summary>Opens the store of an order.</summary>
    public static CommandStore Open(StoreOrder order) =>
        new(new FileStoreOptions { Directory = order.Directory, Keys = KeyChoice.Of(order), Time = order.Time });

    /// <summary>Proves that something can be kept, before anything is obtained that would be lost.</summary>
    /// <exception cref="StoreException">Nothing can.</exception>
    public async Task ProbeAsync(CancellationToken cancellationToken)
    {
        if (await _grants.ProbeAsync(cancellationToken) is { } fault)
            throw fault;
    }

    public void Dispose() => _grants.Dispose();
}
