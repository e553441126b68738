using Auth.Frob.Desktop;
using Auth.Frob.Desktop.Keys;

namespace Auth.Frob.Cli.Tests;

/// <summary>A key source for a test: its key lives as long as it does, and may be lost or out of reach.</summary>
internal sealed class KeyInMemory : KeySource
{
    private StoreKey Held => field ??= new(Called + ":1", Enumerable.Range(0, StoreKey.Size).Select(i => (byte)i).ToArray());

    public override string Name => Called;

    public string Called { get; init; } = "in-memory";

    /// <summary>Why it can't be used; null where it can.</summary>
    public StoreException? Fault { get; set; }

    public bool IsLost { get; set; }

    /// <summary>The how manyth question for writing is refused, and all after it; null: none.</summary>
    public int? FailsFrom { get; set; }

    private int _asked;

    public override ValueTask<StoreKey> ForWritingAsync(CancellationToken cancellationToken = default) =>
        (Fault ?? (++_asked >= FailsFrom ? new StoreException("The keyring is gone.", "Bring it back.") : null)) is { } fault
            ? throw fault
            : ValueTask.FromResult(Held);

    public override ValueTask<StoreKey?> FindAsync(string id, CancellationToken cancellationToken = default) =>
        Fault is null ? ValueTask.FromResult(IsLost || id != Held.Id ? null : Held) : throw Fault;
}
