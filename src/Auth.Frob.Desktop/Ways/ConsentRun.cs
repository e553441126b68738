using Auth.Frob.Desktop.Browsers;
using Auth.Frob.Desktop.Loopback;
using Auth.Frob.Desktop.Screens;

namespace Auth.Frob.Desktop.Ways;

/// <summary>A sign-in with a consent page: begin, show, open, wait by the way that was chosen.</summary>
internal sealed class ConsentRun(DesktopSignIn with, SignInRun run, LoopbackListener? listener)
{
    private readonly ConsentFlow _flow = (ConsentFlow)run.Plan.Flow;

    public async ValueTask<FrobResult<Grant>> RunAsync(CancellationToken cancellationToken)
    {
        var begun = await run.Client.BeginAsync(Request(), cancellationToken).ConfigureAwait(false);
        if (begun.Error is { } error)
            return error;
        var pending = begun.Value!;
        return await run.WithinAsync(pending.ExpiresAt, waiting => WaitAsync(pending, waiting, cancellationToken), cancellationToken).ConfigureAwait(false);
    }

    // An opener of the host's own may know how where the machine shows no way.
    private bool CanOpen => with.Browser is not SystemBrowser || !with.Machine.Openers.IsDefaultOrEmpty;

    private ConsentRequest Request() => new()
    {
        Flow = _flow.Name,
        Permissions = run.Request.Permissions,
        // A registered address is never sent.
        Callback = _flow.Callback is null or { IsRegistered: true } ? null : CallbackAddress.Of(run.Request.Callback, listener),
    };

    private async ValueTask<FrobResult<Grant>> WaitAsync(PendingConsent pending, CancellationToken waiting, CancellationToken cancellationToken)
    {
        var page = new ConsentPage(run.Client.Provider.DisplayName, pending.ConsentUri, pending.UserCode, run.Plan.Way, run.Request.OpensBrowser && CanOpen);
        await run.Screen.ShowAsync(page, waiting).AsTask().WaitAsync(waiting).ConfigureAwait(false);
        run.BeginReports(waiting);
        using var open = CancellationTokenSource.CreateLinkedTokenSource(waiting);
        var opening = run.Request.OpensBrowser ? OpenAsync(pending, open.Token) : Task.CompletedTask;
        try
        {
            return run.Plan.Way switch
            {
                WayBack.Poll => await new PollWay(run).WaitAsync(pending, cancellationToken).ConfigureAwait(false),
                WayBack.Loopback => await new LoopbackWay(run, listener!).WaitAsync(pending, waiting, cancellationToken).ConfigureAwait(false),
                _ => await new AskedWay(run, listener).WaitAsync(pending, waiting, cancellationToken).ConfigureAwait(false),
            };
        }
        finally
        {
            await open.CancelAsync().ConfigureAwait(false);
            await opening.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    // Beside the wait: an opener of the host's own may block, stay, or throw whatever it likes. The address stands on the screen all the same.
    private async Task OpenAsync(PendingConsent pending, CancellationToken cancellationToken)
    {
        try
        {
            var opening = Task.Run(
                async () => await with.Browser.OpenAsync(pending.ConsentUri.Reveal(), with.Machine, cancellationToken).ConfigureAwait(false),
                cancellationToken);
            var outcome = await opening.WaitAsync(cancellationToken).ConfigureAwait(false);
            if (!outcome.IsOpened)
                run.Screen.Tell($"The browser was not opened: {outcome.Why}");
        }
        catch (Exception fault) when (!cancellationToken.IsCancellationRequested)
        {
            run.Screen.Tell($"The browser was not opened: {fault.GetType().Name}.");
        }
    }
}
