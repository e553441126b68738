using Auth.Frob.Desktop.Machines;

namespace Auth.Frob.Desktop.Browsers;

/// <summary>Opens a page in the browser that the person uses.</summary>
/// <remarks>Thread-safe. Takes http and https alone, gives the address as one argument, and never asks a shell.</remarks>
public sealed class SystemBrowser : PageOpener
{
    /// <inheritdoc/>
    public override ValueTask<BrowserOutcome> OpenAsync(Uri address, DesktopMachine machine, CancellationToken cancellationToken = default) =>
        throw new NotImplementedException();
}
