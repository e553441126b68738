using Auth.Frob.Desktop.Screens;

namespace Auth.Frob.Desktop.Ways;

/// <summary>No page: name and password, given or asked for.</summary>
internal sealed class PasswordWay(SignInRun run)
{
    private static readonly TimeSpan TimeToType = TimeSpan.FromMinutes(10);

    public ValueTask<FrobResult<Grant>> RunAsync(CancellationToken cancellationToken) => run.WithinAsync(
        run.Until(run.Request.Deadline ?? TimeToType), waiting => SignInAsync(waiting, cancellationToken), cancellationToken);

    private async ValueTask<FrobResult<Grant>> SignInAsync(CancellationToken waiting, CancellationToken cancellationToken)
    {
        run.BeginReports(waiting);
        if ((run.Request.Username ?? await TypedAsync(SignInQuestion.Username, waiting).ConfigureAwait(false)) is not { } name)
            return Nothing("name");
        var password = run.Request.Password;
        if (password is null)
        {
            if (await TypedAsync(SignInQuestion.Password, waiting).ConfigureAwait(false) is not { } typed)
                return Nothing("password");
            password = new Secret(typed);
        }
        var request = new SignInRequest { Flow = run.Plan.Flow.Name, Username = name, Password = password };
        return await run.Client.SignInAsync(request, cancellationToken).ConfigureAwait(false);
    }

    private async ValueTask<string?> TypedAsync(SignInQuestion question, CancellationToken waiting)
    {
        for (var left = SignInRun.Tries; left > 0; left--)
        {
            var typed = await run.AskAsync(question, waiting).ConfigureAwait(false);
            var text = question == SignInQuestion.Username ? typed.Trim() : typed;
            if (text.Length > 0)
                return text;
            run.Screen.Tell("Nothing was typed.");
        }
        return null;
    }

    private static FrobError Nothing(string what) => new(FrobErrorKind.InvalidCredentials)
    {
        Cause = $"no {what} was typed in {SignInRun.Tries} tries; nothing was sent",
        Remedy = "Begin again.",
    };
}
