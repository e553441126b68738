using Auth.Frob.Desktop.Machines;

namespace Auth.Frob.Desktop.Browsers;

/// <summary>Opens a page in the browser that the person uses.</summary>
/// <remarks>Thread-safe. Takes http and https alone, gives the address as one argument, and never asks a shell.</remarks>
public class SystemBrowser
{
    /// <summary>Opens a page.</summary>
    /// <param name="address">The address.</param>
    /// <param name="machine">What the machine can do.</param>
    /// <param name="cancellationToken">Ends the wait for the opener.</param>
    /// <returns>Whether it was opened, or why not: a failure is no exception.</returns>
    public virtual ValueTask<BrowserOutcome> OpenAsync(Uri address, DesktopMachine machine, CancellationToken cancellationToken = default) => throw new NotImplementedException();
}
