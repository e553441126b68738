using Auth.Frob.Desktop.Loopback;

namespace Auth.Frob.Desktop.Ways;

/// <summary>The browser comes back to a listener on this machine.</summary>
internal sealed class LoopbackWay(SignInRun run, LoopbackListener listener)
{
    // Where nothing binds an answer, each costs a call: a page that sends the browser here again and again must not make us hammer the service.
    private const int MostCalls = 20;

    public async ValueTask<FrobResult<Grant>> WaitAsync(PendingConsent pending, CancellationToken waiting, CancellationToken cancellationToken)
    {
        var binding = ((ConsentFlow)run.Plan.Flow).Binding;
        var calls = 0;
        await foreach (var answer in listener.AnswersAsync(waiting).ConfigureAwait(false))
        {
            var result = await run.Client.ExchangeAsync(pending, ConsentReturn.Redirect(answer.Address), cancellationToken).ConfigureAwait(false);
            if (result.Error is { } error && ForeignAnswer.Is(error, binding) && (error.Kind == FrobErrorKind.Mismatch || ++calls < MostCalls))
            {
                run.GoesOn(error.Kind);
                await AwaitedIsAnotherAsync(answer, waiting).ConfigureAwait(false);
                continue;
            }
            await SayAsync(answer, result, cancellationToken).ConfigureAwait(false);
            return result;
        }
        throw new OperationCanceledException("The listener was closed.");
    }

    private static ValueTask AwaitedIsAnotherAsync(LoopbackAnswer answer, CancellationToken cancellationToken) => answer.ReplyAsync(
        400, "Not the awaited answer", "This does not belong to the sign-in that is waiting. Finish on the page that the program opened.", cancellationToken);

    private async ValueTask SayAsync(LoopbackAnswer answer, FrobResult<Grant> result, CancellationToken cancellationToken)
    {
        var service = run.Client.Provider.DisplayName;
        var (status, title, text) = result.Error?.Kind switch
        {
            null => (200, "Signed in", $"{service} gave access. You may close this window and return to the program."),
            FrobErrorKind.Denied => (200, "Access was refused", $"The program did not get access to {service}. You may close this window."),
            _ => (502, "The sign-in failed", $"The program did not get access to {service}. It says why; you may close this window."),
        };
        try
        {
            await answer.ReplyAsync(status, title, text, cancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (result.Succeeded)
        {
            // Who cancels this late has a grant all the same.
        }
    }
}
