using Auth.Frob.Desktop.Keys;
using Auth.Frob.Desktop.Machines;
using Auth.Frob.Slots;

namespace Auth.Frob.Cli.Hosting;

/// <summary>Which store is wanted, and where its key comes from.</summary>
internal sealed record StoreOrder
{
    /// <summary>The directory; null: the person's own.</summary>
    public string? Directory { get; init; }

    /// <summary>One of <see cref="KeySources.Names"/>.</summary>
    public string KeySource { get; init; } = KeySources.Automatic;

    /// <summary>The passphrase that the environment gives; null where it gives none.</summary>
    public Secret? Passphrase { get; init; }

    /// <summary>Asks the person for the passphrase.</summary>
    public required Func<CancellationToken, ValueTask<Secret>> AskPassphrase { get; init; }

    /// <summary>Whether a person sits there who can be asked.</summary>
    public bool HasKeyboard { get; init; }

    public required DesktopMachine Machine { get; init; }

    public TimeProvider Time { get; init; } = TimeProvider.System;
}
