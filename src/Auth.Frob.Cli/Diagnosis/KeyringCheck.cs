using Auth.Frob.Desktop.Keys;

namespace Auth.Frob.Cli.Diagnosis;

/// <summary>Proves the system's keyring by an entry of the check's own.</summary>
internal sealed class KeyringCheck(Func<KeyringSource> keyring) : Check
{
    public override string Name => "keyring";

    protected override async Task<IReadOnlyList<Finding>> LookAsync(CancellationToken cancellationToken)
    {
        var source = keyring();
        return await source.ProbeAsync(cancellationToken) is { } fault
            ? [Warn($"{source.Name}: {fault.Message}", $"{fault.Remedy} Without a keyring the store's key is in a file that only you may read.")]
            : [Ok($"{source.Name} keeps, finds and forgets an entry.")];
    }
}
