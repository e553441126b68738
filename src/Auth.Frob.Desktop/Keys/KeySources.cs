using Auth.Frob.Desktop.Machines;

namespace Auth.Frob.Desktop.Keys;

/// <summary>The keyring of this platform, and the choice among the sources of a store's keys.</summary>
/// <remarks>Thread-safe.</remarks>
public static class KeySources
{
    /// <summary>The keyring where it can be used, else the key file.</summary>
    public const string Automatic = "auto";

    /// <summary>The keyring of the system.</summary>
    public const string Keyring = "keyring";

    /// <summary>A file that only the person may read.</summary>
    public const string KeyFile = "key-file";

    /// <summary>A passphrase that the person knows.</summary>
    public const string Passphrase = "passphrase";

    private static readonly ImmutableArray<string> Keyrings = ["secret-service", "keychain", "dpapi"];

    /// <summary>The names by which people choose.</summary>
    public static ImmutableArray<string> Names { get; } = [Automatic, Keyring, KeyFile, Passphrase];

    /// <summary>The keyring of this platform.</summary>
    /// <param name="machine">What the machine offers: a prompt is waited for only where a person sees it; null for this machine.</param>
    /// <param name="time">The clock; null for the system's.</param>
    /// <returns>A source that was asked nothing yet.</returns>
    public static KeyringSource OfPlatform(DesktopMachine? machine = null, TimeProvider? time = null)
    {
        time ??= TimeProvider.System;
        if (OperatingSystem.IsWindows())
            return new DpapiSource(time: time);
        if (OperatingSystem.IsMacOS())
            return new KeychainSource(time);
        machine ??= DesktopMachine.Detect();
        return new SecretServiceSource(new SecretServiceOptions { CanPrompt = machine is { HasDisplay: true, IsRemote: false }, Time = time });
    }

    /// <summary>Chooses the sources of a store's keys.</summary>
    /// <param name="request">The choice, and from what.</param>
    /// <param name="cancellationToken">Ends the choice.</param>
    /// <returns>The sources, the one that writes first.</returns>
    /// <remarks>
    /// An automatic choice proves the keyring by an entry of the probe's own. It never falls back from a keyring that the store's entries need:
    /// then the keyring is chosen, and what is wrong with it is an error. Nor does it fall back from a passphrase that they need to a file.
    /// </remarks>
    /// <exception cref="StoreException">There is no such choice, or what was chosen can't be used.</exception>
    public static async ValueTask<ChosenKeys> ChooseAsync(KeyRequest request, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        switch (request.Choice)
        {
            case KeyFile:
                return Chosen(KeyFile, request, request.KeyFile);
            case Passphrase:
                return Chosen(Passphrase, request, request.Passphrase ?? throw NoPassphrase());
            case Keyring or Automatic:
                break;
            default:
                throw NoSuch(request.Choice);
        }
        if (await request.Keyring.ProbeAsync(cancellationToken).ConfigureAwait(false) is not { } fault)
            return Chosen(Keyring, request, request.Keyring);
        if (request.Choice == Keyring)
            throw fault;
        if (request.InUse.Any(IsKeyring))
            throw Needed(fault);
        if (!request.InUse.Contains(Passphrase, StringComparer.Ordinal))
            return new ChosenKeys(KeyFile, Ordered(request.KeyFile, request.Passphrase), fault);
        return new ChosenKeys(Passphrase, Ordered(request.Passphrase ?? throw PassphraseNeeded(), request.KeyFile), fault);
    }

    private static ChosenKeys Chosen(string name, KeyRequest request, KeySource first) =>
        new(name, Ordered(first, request.Keyring, request.KeyFile, request.Passphrase), null);

    private static ImmutableArray<KeySource> Ordered(params ReadOnlySpan<KeySource?> sources)
    {
        List<KeySource> ordered = [];
        foreach (KeySource? source in sources)
            if (source is not null && !ordered.Contains(source))
                ordered.Add(source);
        return [.. ordered];
    }

    private static bool IsKeyring(string name) => Keyrings.Contains(name, StringComparer.Ordinal);

    private static StoreException NoSuch(string choice) => new(
        $"There is no key source '{choice}'.", $"Choose one of {string.Join(", ", Names)}.");

    private static StoreException NoPassphrase() => new(
        "The key source 'passphrase' was chosen, and nobody can be asked for one.", "Give the passphrase to the program, or choose another key source.");

    private static StoreException PassphraseNeeded() => new(
        "The store holds entries that were written with a passphrase, and nobody can be asked for it.",
        "Give the passphrase to the program, or choose another key source by its name.");

    private static StoreException Needed(StoreException fault) => new(
        $"The store holds entries that were written with the keyring, which can't be used now: {fault.Message}", fault.Remedy, fault);
}
