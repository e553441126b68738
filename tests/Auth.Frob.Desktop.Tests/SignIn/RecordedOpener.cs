using Auth.Frob.Desktop.Browsers;
using Auth.Frob.Desktop.Machines;

namespace Auth.Frob.Desktop.Tests.SignIn;

/// <summary>An opener that keeps the address, and fails where it is told to.</summary>
internal sealed class RecordedOpener(Func<Uri, CancellationToken, ValueTask<BrowserOutcome>>? open = null) : PageOpener
{
    private readonly TaskCompletionSource<Uri> _opened = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Task<Uri> Opened => _opened.Task;

    public override ValueTask<BrowserOutcome> OpenAsync(Uri address, DesktopMachine machine, CancellationToken cancellationToken = default)
    {
        _opened.TrySetResult(address);
        return open?.Invoke(address, cancellationToken) ?? ValueTask.FromResult(new BrowserOutcome(true, null));
    }
}
