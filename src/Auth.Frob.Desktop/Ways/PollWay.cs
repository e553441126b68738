namespace Auth.Frob.Desktop.Ways;

/// <summary>The service is asked again and again.</summary>
internal sealed class PollWay(SignInRun run)
{
    public ValueTask<FrobResult<Grant>> WaitAsync(PendingConsent pending, CancellationToken cancellationToken)
    {
        if (pending.PollEvery is { } pause)
            run.NextIn(pause);
        // The wait ends by itself at the deadline, and not in the midst of a question whose answer may be the grant.
        return run.Client.WaitAsync(pending with { ExpiresAt = run.Deadline }, new Progress(run), cancellationToken);
    }

    private sealed class Progress(SignInRun run) : IProgress<ConsentProgress>
    {
        public void Report(ConsentProgress value) => run.GoesOn(value.Answer.Kind, value.NextIn);
    }
}
