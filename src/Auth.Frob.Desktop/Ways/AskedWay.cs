using Auth.Frob.Desktop.Loopback;
using Auth.Frob.Desktop.Screens;

namespace Auth.Frob.Desktop.Ways;

/// <summary>The person says that access was allowed, or pastes what the browser came to.</summary>
internal sealed class AskedWay(SignInRun run, LoopbackListener? listener)
{
    private readonly ConsentFlow _flow = (ConsentFlow)run.Plan.Flow;

    public async ValueTask<FrobResult<Grant>> WaitAsync(PendingConsent pending, CancellationToken waiting, CancellationToken cancellationToken)
    {
        using var done = CancellationTokenSource.CreateLinkedTokenSource(waiting);
        var pages = listener is null ? Task.CompletedTask : SayPasteAsync(listener, done.Token);
        try
        {
            return await AskAsync(pending, waiting, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            await done.CancelAsync().ConfigureAwait(false);
            await pages.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async ValueTask<FrobResult<Grant>> AskAsync(PendingConsent pending, CancellationToken waiting, CancellationToken cancellationToken)
    {
        FrobError? last = null;
        for (var left = SignInRun.Tries; left > 0; left--)
        {
            var typed = await run.AskAsync(Question(), waiting).ConfigureAwait(false);
            if (TypedAnswer.Read(typed, _flow, run.Plan.Way, run.Request.Callback) is not { } answer)
            {
                last = TypedAnswer.Nothing;
                run.Screen.Tell(TypedAnswer.WhatIsWrong(typed, _flow));
                continue;
            }
            var result = await run.Client.ExchangeAsync(pending, answer, cancellationToken).ConfigureAwait(false);
            if (result.Error is not { } error || Again(error) is not { } notice)
                return result;
            last = error;
            run.GoesOn(error.Kind);
            if (left > 1)
                run.Screen.Tell(notice);
        }
        return last!;
    }

    private SignInQuestion Question() => (run.Plan.Way, _flow) switch
    {
        (WayBack.Enter, { Callback: null }) => SignInQuestion.Done,
        (WayBack.Enter, _) => SignInQuestion.AddressOrDone,
        (_, { TypedCode: not null, Callback: null or { IsOptional: true } }) => SignInQuestion.Code,
        _ => SignInQuestion.Address,
    };

    /// <summary>What the person hears before the same is asked again; null where the error ends the sign-in.</summary>
    private string? Again(FrobError error) => error switch
    {
        { Kind: FrobErrorKind.Mismatch } => $"That is not the answer to this sign-in: {error.Cause}.",
        _ when ForeignAnswer.Is(error, _flow.Binding) => "The service does not know this answer. Paste the address that this sign-in led to.",
        { Kind: FrobErrorKind.Pending } when run.Plan.Way == WayBack.Enter => "Access is not allowed yet. Allow it on the page first.",
        { Kind: FrobErrorKind.PendingOrInvalid, Spent: not Spent.Yes } when run.Plan.Way == WayBack.Enter =>
            "Access is not allowed yet, or the time for it is over. Allow it on the page first; if you did, begin again.",
        _ => null,
    };

    // The address is ours so that nobody else can listen there; the person still brings it by hand.
    private static async Task SayPasteAsync(LoopbackListener listener, CancellationToken cancellationToken)
    {
        await foreach (var answer in listener.AnswersAsync(cancellationToken).ConfigureAwait(false))
        {
            const string Text = "Copy this page's whole address and paste it into the program.";
            await answer.ReplyAsync(200, "Almost done", Text, cancellationToken).ConfigureAwait(false);
        }
    }
}
