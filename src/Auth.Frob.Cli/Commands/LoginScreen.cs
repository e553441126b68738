using Auth.Frob.Cli.Output;
using Auth.Frob.Desktop.Screens;

namespace Auth.Frob.Cli.Commands;

/// <summary>The sign-in's screen: the terminal's, with the consent address as JSON where that was asked for.</summary>
internal sealed class LoginScreen(Surroundings around, bool isJson) : SignInScreen
{
    private readonly TerminalScreen _terminal = new()
    {
        Output = IsOutputElsewhere(around) ? around.Error : around.Output,
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
            return ShowTextAsync(page, cancellationToken);
        if (IsOutputElsewhere(around))
            ShowAside(page);
        new Screen(around).Line(JsonText.Object(json =>
        {
            json.WriteString("consent", page.Address.Reveal().AbsoluteUri);
            json.WriteString("userCode", page.UserCode);
            json.WriteString("way", Ways.Word(page.Way));
        }));
        return ValueTask.CompletedTask;
    }

    // The person sees standard error alone: what reads the output may show the address late, or never.
    private static bool IsOutputElsewhere(Surroundings around) => around.Columns is null && around.ErrorColumns is not null;

    private async ValueTask ShowTextAsync(ConsentPage page, CancellationToken cancellationToken)
    {
        await _terminal.ShowAsync(page, cancellationToken);
        if (IsOutputElsewhere(around))
            new Screen(around).Line(page.Address.Reveal().AbsoluteUri);
    }

    private void ShowAside(ConsentPage page)
    {
        var screen = new Screen(around);
        screen.Aside($"{page.Service} asks for your consent. Open this address and allow access:");
        screen.Aside(page.Address.Reveal().AbsoluteUri);
        if (page.UserCode is { } code)
            screen.Aside($"The page asks for this code: {PlainText.Word(code)}");
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
