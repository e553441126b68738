using Auth.Frob.Desktop.Browsers;
using Auth.Frob.Desktop.Machines;

namespace Auth.Frob.Cli.Tests;

/// <summary>A browser that remembers what it was asked to open, and opens nothing.</summary>
internal sealed class OpenedPages : PageOpener
{
    private readonly List<string> _addresses = [];

    public IReadOnlyList<string> Addresses => _addresses;

    public override ValueTask<BrowserOutcome> OpenAsync(Uri address, DesktopMachine machine, CancellationToken cancellationToken = default)
    {
        _addresses.Add(address.AbsoluteUri);
        return ValueTask.FromResult(new BrowserOutcome(true, null));
    }
}
