using Auth.Frob.Cli.Output;
using Auth.Frob.Outcomes;
using Auth.Frob.Recipes;

namespace Auth.Frob.Cli.Commands;

/// <summary>Walks a person through a flow.</summary>
internal sealed class LoginFlow(FrobClient client, LoginOrder order, Surroundings around)
{
    private const int Tries = 5;
    private readonly Screen _screen = new(around);
    private readonly Prompt _prompt = new(around);

    public Task<Grant> RunAsync(CancellationToken cancellationToken) => order.Flow is ConsentFlow flow
        ? ConsentAsync(flow, cancellationToken)
        : SignInAsync(cancellationToken);

    private async Task<Grant> ConsentAsync(ConsentFlow flow, CancellationToken cancellationToken)
    {
        var pending = Value(await client.BeginAsync(order.Request, cancellationToken));
        Show(pending);
        if (pending.PollEvery is not null)
            return Value(await WaitAsync(pending, cancellationToken));
        var answer = await AnswerAsync(flow, cancellationToken);
        return Value(await client.ExchangeAsync(pending, answer, cancellationToken));
    }

    private async Task<FrobResult<Grant>> WaitAsync(PendingConsent pending, CancellationToken cancellationToken)
    {
        var line = new WaitingLine(around);
        try
        {
            return await client.WaitAsync(pending, line, cancellationToken);
        }
        finally
        {
            line.End();
        }
    }

    private void Show(PendingConsent pending)
    {
        var address = pending.ConsentUri.Reveal().AbsoluteUri;
        if (order.IsJson)
        {
            _screen.Line(JsonText.Object(json =>
            {
                json.WriteString("consent", address);
                json.WriteString("userCode", pending.UserCode);
            }));
            return;
        }
        _screen.Aside("Open this address and allow access:");
        _screen.Line(address);
        if (pending.UserCode is not null)
            _screen.Aside($"The page asks for this code: {pending.UserCode}");
    }

    private async Task<ConsentReturn> AnswerAsync(ConsentFlow flow, CancellationToken cancellationToken)
    {
        if (flow.Callback is { } rule)
            return await RedirectAsync(rule.IsOptional && order.Callback is null, cancellationToken);
        if (flow.TypedCode is not null)
            return await CodeAsync(cancellationToken);
        const string Instead = "Run it in a terminal, or pipe in a line once access is allowed.";
        await _prompt.AskAsync("Press Enter when you have allowed access (Ctrl-C if you refused).", Instead, cancellationToken);
        return ConsentReturn.None;
    }

    private async Task<ConsentReturn> RedirectAsync(bool mayBeEmpty, CancellationToken cancellationToken)
    {
        var question = "Paste the address that your browser was sent to "
            + (mayBeEmpty ? "(empty if the page sent it nowhere; Ctrl-C if you refused):" : "(Ctrl-C if you refused):");
        const string Otherwise = "Run it in a terminal, or pipe in the address that the browser was sent to.";
        for (var left = Tries; left > 0; left--)
        {
            var typed = (await _prompt.AskAsync(question, Otherwise, cancellationToken)).Trim();
            if (typed.Length == 0 && mayBeEmpty)
                return ConsentReturn.None;
            if (Whole(typed) is { } address)
                return ConsentReturn.Redirect(address);
            _screen.Aside(typed.Length == 0
                ? "Nothing was pasted."
                : "That is no whole address: it begins with http:// or the like, and its end counts too.");
        }
        throw CommandFailure.Usage("No whole address was pasted.", "Begin again, and paste all of the browser's address line.");
    }

    // A system may take a path for an address, and a name with a port for a scheme: neither is what a browser shows.
    private Uri? Whole(string typed) => Uri.TryCreate(typed, UriKind.Absolute, out var address)
        && (typed.Contains("://", StringComparison.Ordinal) || address.Scheme == order.Callback?.Scheme) ? address : null;

    private async Task<ConsentReturn> CodeAsync(CancellationToken cancellationToken)
    {
        for (var left = Tries; left > 0; left--)
        {
            var code = await _prompt.AskHiddenAsync("Type the code that the page shows:", "Run it in a terminal.", cancellationToken);
            if (code.Trim().Length > 0)
                return ConsentReturn.Code(code);
            _screen.Aside("Nothing was typed.");
        }
        throw CommandFailure.Usage("No code was typed.", "Begin again.");
    }

    private async Task<Grant> SignInAsync(CancellationToken cancellationToken)
    {
        var name = order.Username
            ?? await _prompt.AskAsync("User name:", "Give --username.", cancellationToken);
        var password = around.Environment("FROB_PASSWORD")
            ?? await _prompt.AskHiddenAsync("Password:", "Set FROB_PASSWORD, or run it in a terminal.", cancellationToken);
        return Value(await client.SignInAsync(order.SignIn(name, password), cancellationToken));
    }

    private static T Value<T>(FrobResult<T> result)
        where T : class => result.Value ?? throw CommandFailure.From(result.Error!);
}
