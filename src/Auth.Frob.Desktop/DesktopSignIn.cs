using Auth.Frob.Desktop.Browsers;
using Auth.Frob.Desktop.Machines;
using Auth.Frob.Desktop.Screens;

namespace Auth.Frob.Desktop;

/// <summary>Runs a whole sign-in with a person at this machine, by the way back that fits provider and machine.</summary>
/// <remarks>Immutable and thread-safe, as far as its screen is.</remarks>
public sealed record DesktopSignIn
{
    /// <summary>Shows and asks.</summary>
    public SignInScreen Screen { get; init; } = new TerminalScreen();

    /// <summary>Opens pages.</summary>
    public PageOpener Browser { get; init; } = new SystemBrowser();

    /// <summary>What the machine can do.</summary>
    public DesktopMachine Machine { get; init; } = DesktopMachine.Detect();

    /// <summary>The clock.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>Signs a person in.</summary>
    /// <param name="client">The instance to sign in at.</param>
    /// <param name="request">What is asked for; null for the defaults.</param>
    /// <param name="cancellationToken">Ends the sign-in.</param>
    /// <returns>The grant, or the error that ended the sign-in.</returns>
    public ValueTask<FrobResult<Grant>> SignInAsync(FrobClient client, DesktopRequest? request = null, CancellationToken cancellationToken = default) =>
        throw new NotImplementedException();
}
