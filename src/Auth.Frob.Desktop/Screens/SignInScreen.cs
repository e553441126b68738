namespace Auth.Frob.Desktop.Screens;

/// <summary>What a sign-in shows a person and asks of one: a terminal, or a window of the application's own.</summary>
/// <remarks>
/// One sign-in at a time. Progress and notices come from other threads, also while a question is open. A secret that is shown (the consent
/// address) or typed (a password, a code) goes nowhere else.
/// </remarks>
public abstract class SignInScreen
{
    /// <summary>Shows the page to open, always as text too.</summary>
    /// <param name="page">Address, code to type there, whether the browser is opened next, the way back.</param>
    /// <param name="cancellationToken">Ends the sign-in.</param>
    public abstract ValueTask ShowAsync(ConsentPage page, CancellationToken cancellationToken);

    /// <summary>Tells how the wait goes; called about each second.</summary>
    /// <param name="progress">Time left, next try, last answer.</param>
    /// <remarks>What it throws is lost.</remarks>
    public abstract void Report(SignInProgress progress);

    /// <summary>Says what a person should know: the browser was not opened, what was typed is no address, access is not allowed yet.</summary>
    /// <param name="notice">One or two sentences without a secret.</param>
    public abstract void Tell(string notice);

    /// <summary>Asks for a line.</summary>
    /// <param name="question">The question.</param>
    /// <param name="cancellationToken">Ends the question.</param>
    /// <returns>The line; null where nobody is there to answer.</returns>
    public abstract ValueTask<string?> AskAsync(SignInQuestion question, CancellationToken cancellationToken);

    /// <summary>The wait is over, whatever came of it: nothing is reported any more.</summary>
    public virtual void End() { }
}
