namespace Auth.Frob.Desktop.Keys;

/// <summary>No protection: who can read the store's files has what is in them.</summary>
/// <remarks>
/// Entries are written with a key that everybody knows, so that they are still checked against damage, and say of themselves that they are
/// <c>plaintext</c>. A store that was not given this source refuses to read such entries, so that nobody can slip one under. Thread-safe.
/// </remarks>
public sealed class PlaintextKeySource : KeySource
{
    internal const string PlaintextName = "plaintext";
    private static readonly StoreKey Known = new("none", new byte[StoreKey.Size]);

    /// <inheritdoc/>
    /// <value><c>plaintext</c>.</value>
    public override string Name => PlaintextName;

    /// <inheritdoc/>
    public override ValueTask<StoreKey> ForWritingAsync(CancellationToken cancellationToken = default) => ValueTask.FromResult(Known);

    /// <inheritdoc/>
    public override ValueTask<StoreKey?> FindAsync(string id, CancellationToken cancellationToken = default) =>
        ValueTask.FromResult(id == Known.Id ? Known : null);
}
