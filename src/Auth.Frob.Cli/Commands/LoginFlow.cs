using Auth.Frob.Cli.Output;
using Auth.Frob.Outcomes;
using Auth.Frob.Recipes;
using Auth.Frob.Slots;

namespace Auth.Frob.Cli.Commands;

/// <summary>Walks a person through a flow.</summary>
internal sealed class LoginFlow(FrobClient client, LoginOrder order, Surroundings around)
{
    private readonly Screen _screen = new(around);
    private readonly Prompt _prompt = new(around);

    public Task<Grant> RunAsync(CancellationToken cancellationToken) => order.Flow is ConsentFlow flow
        ? ConsentAsync(flow, cancellationToken)
        : SignInAsync(cancellationToken);

    private async Task<Grant> ConsentAsync(ConsentFlow flow, CancellationToken cancellationToken)
    {
        var request = new ConsentRequest { Flow = flow.Name, Permissions = order.Permissions, Callback = order.Callback };
        var pending = Value(await client.BeginAsync(request, cancellationToken));
        Show(pending);
        if (pending.PollEvery is not null)
            return Value(await client.WaitAsync(pending, new Spoken(_screen), cancellationToken));
        var answer = await AnswerAsync(flow, cancellationToken);
        return Value(await client.ExchangeAsync(pending, answer, cancellationToken));
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
        {
            var mayBeEmpty = rule.IsOptional && order.Callback is null;
            var question = "Paste the address that your browser was sent to" + (mayBeEmpty ? " (empty if the page sent it nowhere):" : ":");
            const string Otherwise = "Run it in a terminal, or pipe in the address that the browser was sent to.";
            var typed = await _prompt.AskAsync(question, Otherwise, cancellationToken);
            if (typed.Trim().Length == 0 && mayBeEmpty)
                return ConsentReturn.None;
            return Uri.TryCreate(typed.Trim(), UriKind.Absolute, out var address)
                ? ConsentReturn.Redirect(address)
                : throw CommandFailure.Usage("That is no whole address.", "Begin again, and paste all of the browser's address line.");
        }
        if (flow.TypedCode is not null)
        {
            var code = await _prompt.AskHiddenAsync("Type the code that the page shows:", "Run it in a terminal.", cancellationToken);
            return code.Trim().Length > 0 ? ConsentReturn.Code(code) : throw CommandFailure.Usage("No code was typed.", "Begin again.");
        }
        const string Instead = "Run it in a terminal, or pipe in a line once access is allowed.";
        await _prompt.AskAsync("Press Enter when you have allowed access.", Instead, cancellationToken);
        return ConsentReturn.None;
    }

    private async Task<Grant> SignInAsync(CancellationToken cancellationToken)
    {
        var name = order.Username
            ?? await _prompt.AskAsync("User name:", "Give --username.", cancellationToken);
        var password = around.Environment("FROB_PASSWORD")
            ?? await _prompt.AskHiddenAsync("Password:", "Set FROB_PASSWORD, or run it in a terminal.", cancellationToken);
        var request = new SignInRequest { Flow = order.Flow.Name, Username = name, Password = new Secret(password) };
        return Value(await client.SignInAsync(request, cancellationToken));
    }

    private static T Value<T>(FrobResult<T> result)
        where T : class => result.Value ?? throw CommandFailure.From(result.Error!);

    private sealed class Spoken(Screen screen) : IProgress<ConsentProgress>
    {
        public void Report(ConsentProgress value) => screen.Aside(
            $"Asked {value.Attempt} times, last answer: {value.Answer.Kind}. "
            + $"Next in {value.NextIn.TotalSeconds:0} s; {value.TimeLeft.TotalMinutes:0} min left.");
    }
}
