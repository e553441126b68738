using Auth.Frob.Desktop;

namespace Auth.Frob.Cli.Hosting;

/// <summary>The store, or why it can't be opened, for commands that have something to say in either case.</summary>
internal sealed record TriedStore(CommandStore? Store, StoreException? Fault) : IDisposable
{
    public static async Task<TriedStore> OfAsync(
        Func<CancellationToken, ValueTask<CommandStore>> open, CancellationToken cancellationToken)
    {
        try
        {
            return new TriedStore(await open(cancellationToken), null);
        }
        catch (StoreException fault)
        {
            return new TriedStore(null, fault);
        }
    }

    public void Dispose() => Store?.Dispose();
}
