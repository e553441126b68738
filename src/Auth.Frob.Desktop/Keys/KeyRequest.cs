namespace Auth.Frob.Desktop.Keys;

/// <summary>From what the sources of a store's keys are chosen.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
public sealed record KeyRequest
{
    /// <summary>What the person chose.</summary>
    /// <value>One of <see cref="KeySources.Names"/>; default <see cref="KeySources.Automatic"/>.</value>
    public string Choice { get; init; } = KeySources.Automatic;

    /// <summary>The system's keyring.</summary>
    public required KeyringSource Keyring { get; init; }

    /// <summary>The key file.</summary>
    public required KeySource KeyFile { get; init; }

    /// <summary>The passphrase; null where nobody can be asked for one.</summary>
    public KeySource? Passphrase { get; init; }

    /// <summary>The names of the sources whose keys the store's entries were written with.</summary>
    /// <value>Names as <see cref="KeySource.Name"/> gives them; empty for a new store.</value>
    public required ImmutableArray<string> InUse { get; init; }
}
