using System.Collections.Concurrent;
using System.Threading.Channels;
using Auth.Frob.Desktop.Screens;
using Auth.Frob.Testing;

namespace Auth.Frob.Desktop.Tests.SignIn;

/// <summary>A screen that a test reads, and a person whose answers the test gives.</summary>
internal sealed class RecordedScreen : SignInScreen
{
    private readonly TaskCompletionSource<ConsentPage> _shown = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Channel<SignInQuestion> _asked = Channel.CreateUnbounded<SignInQuestion>();
    private readonly Channel<string?> _answers = Channel.CreateUnbounded<string?>();
    private readonly Channel<string> _told = Channel.CreateUnbounded<string>();

    public Task<ConsentPage> Shown => _shown.Task;

    public ReportedProgress<SignInProgress> Progress { get; } = new();

    public ConcurrentQueue<SignInProgress> Reports { get; } = new();

    public ConcurrentQueue<string> Notices { get; } = new();

    /// <summary>Whether a question goes on when its token is cancelled, as a console's does.</summary>
    public bool Hangs { get; init; }

    /// <summary>Ends when the page stands on the screen.</summary>
    public Task Drawn { get; init; } = Task.CompletedTask;

    /// <summary>Whether the showing of the page never ends.</summary>
    public bool HangsAtOnce { get; init; }

    public bool ThrowsAtReports { get; init; }

    public int Ends { get; private set; }

    public void Answer(params string?[] lines)
    {
        foreach (var line in lines)
            _answers.Writer.TryWrite(line);
    }

    public ValueTask<SignInQuestion> AskedAsync() => _asked.Reader.ReadAsync();

    public ValueTask<string> ToldAsync() => _told.Reader.ReadAsync();

    /// <summary>Waits for a report of a kind.</summary>
    public async Task<SignInProgress> ReportOfAsync(Func<SignInProgress, bool> isIt)
    {
        while (true)
        {
            var report = await Progress.NextAsync();
            if (isIt(report))
                return report;
        }
    }

    public override ValueTask ShowAsync(ConsentPage page, CancellationToken cancellationToken)
    {
        _shown.TrySetResult(page);
        return HangsAtOnce ? new ValueTask(new TaskCompletionSource().Task) : new ValueTask(Drawn);
    }

    public override void Report(SignInProgress progress)
    {
        Reports.Enqueue(progress);
        Progress.Report(progress);
        if (ThrowsAtReports)
            throw new InvalidOperationException("The screen's own fault.");
    }

    public override void Tell(string notice)
    {
        Notices.Enqueue(notice);
        _told.Writer.TryWrite(notice);
    }

    public override async ValueTask<string?> AskAsync(SignInQuestion question, CancellationToken cancellationToken)
    {
        _asked.Writer.TryWrite(question);
        return await _answers.Reader.ReadAsync(Hangs ? CancellationToken.None : cancellationToken);
    }

    public override void End() => Ends++;
}
