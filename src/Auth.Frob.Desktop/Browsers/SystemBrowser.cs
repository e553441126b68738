using System.ComponentModel;
using System.Diagnostics;
using Auth.Frob.Desktop.Machines;

namespace Auth.Frob.Desktop.Browsers;

/// <summary>Opens a page in the browser that the person uses.</summary>
/// <remarks>
/// Thread-safe. Takes http and https alone, gives the address as one argument, and never asks a shell.
/// A command that ends with an error makes room for the next; one that still runs after two seconds has opened the page.
/// </remarks>
public sealed class SystemBrowser : PageOpener
{
    internal static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    private readonly TimeProvider _time;
    private readonly MachineView _view;
    private readonly Func<ProcessStartInfo, CancellationToken, Task<int>> _start;

    /// <summary>Makes an opener of pages.</summary>
    /// <param name="time">The clock; null for the system's.</param>
    public SystemBrowser(TimeProvider? time = null)
        : this(time ?? TimeProvider.System, new ThisMachine(), OpenerProcess.StartAsync)
    {
    }

    internal SystemBrowser(TimeProvider time, MachineView view, Func<ProcessStartInfo, CancellationToken, Task<int>> start) =>
        (_time, _view, _start) = (time, view, start);

    /// <inheritdoc/>
    public override async ValueTask<BrowserOutcome> OpenAsync(
        Uri address, DesktopMachine machine, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(address);
        ArgumentNullException.ThrowIfNull(machine);
        cancellationToken.ThrowIfCancellationRequested();
        if (!address.IsAbsoluteUri || address.Scheme is not ("http" or "https") || address.Host.Length == 0)
            return new BrowserOutcome(false, "Only a whole http or https address is opened.");
        if (machine.Openers.IsDefaultOrEmpty)
            return new BrowserOutcome(false, WhyNot(machine));

        var failures = new List<string>();
        foreach (string opener in machine.Openers)
        {
            if (await TryAsync(opener, address, cancellationToken).ConfigureAwait(false) is not { } failure)
                return new BrowserOutcome(true, null);
            failures.Add(failure);
        }

        return new BrowserOutcome(
            false, $"No browser opened: {string.Join("; ", failures)}. Open the address yourself, or set BROWSER to a program that can.");
    }

    private static string WhyNot(DesktopMachine machine) => machine switch
    {
        { IsRemote: true, HasDisplay: false } =>
            "This is an SSH session without a display: open the address in the browser of the machine that you sit at.",
        { IsContainer: true, HasDisplay: false } => "This container has no display: open the address in a browser outside it.",
        { HasDisplay: false } => "There is no graphical session here: open the address in any other browser.",
        _ => "No program that opens pages was found: open the address yourself, install xdg-utils, or set BROWSER to a program that can.",
    };

    private Task<string?> TryAsync(string opener, Uri address, CancellationToken cancellationToken)
    {
        if (opener == Openers.ShellExecute && _view.System == MachineSystem.Windows)
            return RunAsync("Windows", new ProcessStartInfo(address.AbsoluteUri) { UseShellExecute = true }, cancellationToken);
        OpenerCommand command = OpenerCommand.Parse(opener, _view);
        if (command.IsTextBrowser)
            return Task.FromResult<string?>($"{command.Name} shows pages in the terminal");
        return Programs.Find(command.Program, _view) is { } path
            ? RunAsync(command.Name, command.ToStart(path, address), cancellationToken)
            : Task.FromResult<string?>($"{command.Name} is not on the PATH");
    }

    private async Task<string?> RunAsync(string name, ProcessStartInfo start, CancellationToken cancellationToken)
    {
        try
        {
            // Not watched less because the caller leaves: who reads no output holds the browser up.
            int code = await _start(start, CancellationToken.None)
                .WaitAsync(Patience, _time, cancellationToken).ConfigureAwait(false);
            return code == 0 ? null : string.Create(CultureInfo.InvariantCulture, $"{name} failed with exit code {code}");
        }
        catch (TimeoutException)
        {
            return null;
        }
        catch (Exception failed) when (failed is Win32Exception or IOException or InvalidOperationException or PlatformNotSupportedException)
        {
            return $"{name} could not be started";
        }
    }
}
