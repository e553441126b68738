using Auth.Frob.Desktop.Machines;

namespace Auth.Frob.Cli.Diagnosis;

/// <summary>Whether somebody can be asked, and shown a QR code.</summary>
internal sealed class TerminalCheck(DesktopMachine machine, Surroundings around) : Check
{
    public override string Name => "terminal";

    protected override Task<IReadOnlyList<Finding>> LookAsync(CancellationToken cancellationToken) => Task.FromResult<IReadOnlyList<Finding>>(
    [
        machine.CanAsk
            ? Ok(around.ReadHidden is null ? "Standard input is piped: what is asked is read from there." : "You can be asked, and passwords are not shown.")
            : Warn(
                "Nobody can be asked: standard input is empty.",
                "Sign-ins that poll or come back to this machine need no answer; a password can come from FROB_PASSWORD."),
        machine.HasTerminal && around.Error.Encoding.CodePage == System.Text.Encoding.UTF8.CodePage
            ? Ok("A QR code of the consent address can be shown.")
            : Warn("No QR code can be shown.", "The address is always shown as text; a terminal with UTF-8 shows the code too."),
    ]);
}
