namespace Auth.Frob.Desktop.Screens;

/// <summary>Shows and asks on a terminal: the address as text and as a QR code, progress on standard error.</summary>
public sealed class TerminalScreen : SignInScreen
{
    /// <inheritdoc/>
    public override ValueTask ShowAsync(ConsentPage page, CancellationToken cancellationToken) => throw new NotImplementedException();

    /// <inheritdoc/>
    public override void Report(SignInProgress progress) => throw new NotImplementedException();

    /// <inheritdoc/>
    public override ValueTask<string?> AskAsync(SignInQuestion question, CancellationToken cancellationToken) => throw new NotImplementedException();

    /// <inheritdoc/>
    public override void Tell(string notice) => throw new NotImplementedException();
}
