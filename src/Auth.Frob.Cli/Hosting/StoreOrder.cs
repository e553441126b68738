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

    /// <summary>Gives the passphrase, where one is needed: from the environment or from the person.</summary>
    public required Func<CancellationToken, ValueTask<Secret>> Passphrase { get; init; }

    public required DesktopMachine Machine { get; init; }

    public TimeProvider Time { get; init; } = TimeProvider.System;
}
