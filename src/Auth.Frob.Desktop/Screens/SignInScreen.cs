namespace Auth.Frob.Desktop.Screens;

/// <summary>What a sign-in shows a person and asks of one: a terminal, or a window of the application's own.</summary>
/// <remarks>One sign-in at a time. A secret that is shown (the consent address) or typed (a password, a code) goes nowhere else.</remarks>
public abstract class SignInScreen
{
    /// <summary>Shows the page to open, always as text too.</summary>
    /// <param name="page">Address, code to type there, whether and why not the browser was opened, the way back.</param>
    /// <param name="cancellationToken">Ends the sign-in.</param>
    public abstract ValueTask ShowAsync(ConsentPage page, CancellationToken cancellationToken);

    /// <summary>Tells how the wait goes; called at least each few seconds.</summary>
    /// <param name="progress">Time left, next try, last answer.</param>
    public abstract void Report(SignInProgress progress);

    /// <summary>Asks for a line.</summary>
    /// <param name="question">The question.</param>
    /// <param name="cancellationToken">Ends the question.</param>
    /// <returns>The line; null where nobody is there to answer.</returns>
    public abstract ValueTask<string?> AskAsync(SignInQuestion question, CancellationToken cancellationToken);
}
