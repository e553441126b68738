namespace Auth.Frob.Cli.Hosting;

/// <summary>What the flows of a demo share: the person's browser, the application's callback and the wall's clock.</summary>
internal sealed class DemoStage(CallbackCatcher catcher, TimeProvider wall) : IDisposable
{
    /// <summary>The person's browser: knows what it is told, follows nothing by itself and remembers nobody.</summary>
    public HttpClient Browser { get; } = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false });

    public required Uri Callback { get; init; }

    public TimeProvider Wall { get; } = wall;

    /// <summary>Goes where the page sent the browser, and gives what arrived at the application's callback.</summary>
    public async Task<Uri> FollowAsync(Uri redirect, CancellationToken cancellationToken)
    {
        using var reply = await Browser.GetAsync(redirect, cancellationToken);
        if (!reply.IsSuccessStatusCode)
            throw new InvalidOperationException("The browser was sent to an address that nobody answers at.");
        return await catcher.NextAsync(cancellationToken);
    }

    public void Dispose() => Browser.Dispose();
}
