using Auth.Frob.Cli.Output;
using Auth.Frob.Desktop.Screens;

namespace Auth.Frob.Cli.Commands;

/// <summary>The sign-in's screen: the terminal's, with the consent address as JSON where that was asked for.</summary>
internal sealed class LoginScreen(Surroundings around, bool isJson) : SignInScreen
{
    private readonly TerminalScreen _terminal = new()
    {
        Output = around.Output,
        Error = around.Error,
        Input = around.Input,
        ReadHidden = around.ReadHidden,
        Hide = around.Hide,
        Columns = around.ErrorColumns,
        Time = around.Time,
    };

    public override ValueTask ShowAsync(ConsentPage page, CancellationToken cancellationToken)
    {
        if (!isJson)
            return _terminal.ShowAsync(page, cancellationToken);
        new Screen(around).Line(JsonText.Object(json =>
        {
            json.WriteString("consent", page.Address.Reveal().AbsoluteUri);
            json.WriteString("userCode", page.UserCode);
            json.WriteString("way", Ways.Word(page.Way));
        }));
        return ValueTask.CompletedTask;
    }

    public override void Report(SignInProgress progress) => _terminal.Report(progress);

    public override void Tell(string notice) => _terminal.Tell(notice);

    public override async ValueTask<string?> AskAsync(SignInQuestion question, CancellationToken cancellationToken) =>
        await _terminal.AskAsync(question, cancellationToken)
            ?? throw CommandFailure.Usage("Nobody answered: standard input is at its end.", Instead(question));

    public override void End() => _terminal.End();

    private static string Instead(SignInQuestion question) => question switch
    {
        SignInQuestion.Username => "Give --username.",
        SignInQuestion.Password => "Set FROB_PASSWORD, or run it in a terminal.",
        SignInQuestion.Code => "Run it in a terminal.",
        SignInQuestion.Address or SignInQuestion.AddressOrDone =>
            "Run it in a terminal, or pipe in the address that the browser was sent to.",
        _ => "Run it in a terminal, or pipe in a line once access is allowed.",
    };
}
