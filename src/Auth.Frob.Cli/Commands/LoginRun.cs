using Auth.Frob.Cli.Hosting;
using Auth.Frob.Cli.Output;
using Auth.Frob.Desktop;
using Auth.Frob.Errors;
using Auth.Frob.Extensions.Grants;
using Auth.Frob.Outcomes;

namespace Auth.Frob.Cli.Commands;

/// <summary>One sign-in: says what it asks for, runs it, looks at the account, keeps the grant.</summary>
internal sealed class LoginRun(Surroundings around, LoginOrder order, FrobClient client, CommandStore? store)
{
    private readonly Screen _screen = new(around);
    private readonly Prompt _prompt = new(around);

    private CommandStore? Keeps => order.IsKept ? store : null;

    public async Task<int> RunAsync(DesktopSignIn desktop, CancellationToken cancellationToken)
    {
        if (Keeps is { } keeps)
            await ProbeAsync(keeps, cancellationToken);
        foreach (var line in LoginText.Before(client.Provider, order, desktop.Plan(client, order.Request), Keeps?.Directory))
            _screen.Aside(line);
        var signedIn = await desktop.SignInAsync(client, order.Request, cancellationToken);
        var grant = signedIn.Value ?? throw CommandFailure.From(signedIn.Error!);
        var verified = client.CanVerify(grant) ? await client.VerifyAsync(grant, cancellationToken) : null;
        var shown = new LoginShown(order, verified?.Value ?? grant) { CanBeVerified = verified is not null, Unverified = verified?.Error };
        if (!order.IsJson)
            GrantText.Write(_screen, shown);
        return End(await KeptAsync(shown, cancellationToken));
    }

    private int End(LoginShown shown)
    {
        if (order.IsJson)
            _screen.Line(GrantText.Json(shown));
        else
            _screen.Line($"kept         {(shown.IsKept ? $"yes, for {client.Instance}" : "no")}");
        if (shown.Failure is { } failure && !order.IsJson)
            FailureText.Write(around, failure, isJson: false);
        return shown.Failure?.ExitCode ?? ExitCode.Done;
    }

    /// <summary>A store in which nothing could be kept, told before anything was asked for.</summary>
    public static CommandFailure NothingAsked(StoreException fault) =>
        Store($"Nothing could be kept, so nothing was asked for: {fault.Message}", $"{fault.Remedy} Or give --no-store.");

    private static async Task ProbeAsync(CommandStore kept, CancellationToken cancellationToken)
    {
        try
        {
            await kept.ProbeAsync(cancellationToken);
        }
        catch (StoreException fault)
        {
            throw NothingAsked(fault);
        }
    }

    private async Task<LoginShown> KeptAsync(LoginShown shown, CancellationToken cancellationToken)
    {
        if (shown.Unverified is { } error && !error.Kind.RetryCanHelp())
            return shown with { Failure = CommandFailure.From(error) };
        shown = shown with { Failure = shown.Unverified is { } passing ? CommandFailure.From(passing) : null };
        if (order.Account is { } asked && !IsOf(shown.Grant.Account, asked))
            return shown with { Failure = Another(LoginText.Account(shown.Grant) ?? "one without a name", asked) };
        if (Keeps is not { } keeps)
            return shown;
        var question = $"Keep this sign-in{(LoginText.Account(shown.Grant) is { } name ? $" of {name}" : "")}?";
        return order.IsKeptUnasked || await _prompt.IsAgreedAsync(question, cancellationToken)
            ? await PutAsync(keeps, shown, cancellationToken)
            : shown with { Failure = Refused("You said no.") };
    }

    // The service gave what it gives once: as long as somebody is there, it is not thrown away.
    private async Task<LoginShown> PutAsync(CommandStore keeps, LoginShown shown, CancellationToken cancellationToken)
    {
        while (true)
        {
            try
            {
                await keeps.Grants.PutAsync(GrantKey.For(shown.Grant), shown.Grant, null, cancellationToken);
                return shown with { IsKept = true };
            }
            catch (StoreException fault)
            {
                var failure = Store($"The sign-in worked, but could not be kept: {fault.Message}", $"{fault.Remedy} Then sign in again. {Unused}");
                if (!around.HasKeyboard)
                    return shown with { Failure = failure };
                _screen.Aside(failure.Message);
                _screen.Aside(fault.Remedy);
                if (!await _prompt.IsAgreedAsync("Try again to keep it?", cancellationToken))
                    return shown with { Failure = failure };
            }
        }
    }

    private CommandFailure Refused(string why) => new(ExitCode.Refused, "NotKept", $"{why} The sign-in was not kept.", Unused);

    private CommandFailure Another(string found, string asked) => new(
        ExitCode.Refused,
        "NotKept",
        $"The person who signed in has the account '{found}', and --account names '{asked}'. The sign-in was not kept.",
        $"Sign out on the service's site, then sign in as '{asked}'; or give --account {found}. {Unused}");

    private static CommandFailure Store(string message, string remedy) => new(ExitCode.Store, "Store", message, remedy);

    private string Unused => LoginText.Revoke(client.Provider, "The service still lists the access; remove it");

    private static bool IsOf(Account account, string asked) =>
        account.Id == asked || string.Equals(account.Name, asked, StringComparison.OrdinalIgnoreCase);
}
