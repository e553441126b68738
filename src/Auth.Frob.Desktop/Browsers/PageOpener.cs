using Auth.Frob.Desktop.Machines;

namespace Auth.Frob.Desktop.Browsers;

/// <summary>Opens a page for the person: the system browser, a browser of the application's own, or a test's.</summary>
/// <remarks>Thread-safe.</remarks>
public abstract class PageOpener
{
    /// <summary>Opens a page.</summary>
    /// <param name="address">The address; absolute, http or https.</param>
    /// <param name="machine">What the machine can do.</param>
    /// <param name="cancellationToken">Ends the wait for the opener.</param>
    /// <returns>Whether it was opened, or why not: a failure is no exception. The reason does not hold the address.</returns>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public abstract ValueTask<BrowserOutcome> OpenAsync(Uri address, DesktopMachine machine, CancellationToken cancellationToken = default);
}
