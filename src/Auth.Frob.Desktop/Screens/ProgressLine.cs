namespace Auth.Frob.Desktop.Screens;

/// <summary>One line written over and over on a terminal; few lines where it is piped.</summary>
internal sealed class ProgressLine(TextWriter error, int? columns, TimeProvider time)
{
    private static readonly TimeSpan Quiet = TimeSpan.FromMinutes(1);
    private (int Attempt, FrobErrorKind? Last)? _said;
    private long _saidAt;
    private string _shown = "";

    public void Write(SignInProgress progress)
    {
        var text = ScreenText.Progress(progress);
        if (columns is { } width)
            Rewrite(text, Math.Max(width - 1, 1));
        else if (_said is not { } said || said.Last != progress.Last || time.GetElapsedTime(_saidAt) >= Quiet)
            Say(text, progress);
    }

    /// <summary>Leaves the line, so that what follows begins a new one.</summary>
    public void End()
    {
        if (_shown.Length > 0)
            error.WriteLine();
        _shown = "";
    }

    // A line as long as the terminal would wrap, and could not be written over.
    private void Rewrite(string text, int width)
    {
        var shown = text[..Math.Min(text.Length, width)];
        if (shown == _shown)
            return;
        error.Write("\r" + shown.PadRight(Math.Min(_shown.Length, width)));
        error.Flush();
        _shown = shown;
    }

    private void Say(string text, SignInProgress progress)
    {
        _said = (progress.Attempt, progress.Last);
        _saidAt = time.GetTimestamp();
        error.WriteLine(text);
        error.Flush();
    }
}
