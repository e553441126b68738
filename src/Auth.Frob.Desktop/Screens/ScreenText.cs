namespace Auth.Frob.Desktop.Screens;

/// <summary>What a terminal says, in words.</summary>
internal static class ScreenText
{
    /// <summary>A text that came from elsewhere, on one line and without what commands a terminal or turns the direction of writing round.</summary>
    public static string Plain(string text) => string.Concat(text.Select(static c => IsCommand(c) ? '\uFFFD' : c));

    /// <summary>What happens after the page was opened; null where a question says it.</summary>
    public static string? Next(WayBack way) => way switch
    {
        WayBack.Poll => "Nothing needs to be typed here: the program sees when you have allowed access. Ctrl-C ends the wait.",
        WayBack.Loopback => "Use a browser on this machine: it comes back here by itself. Ctrl-C ends the wait.",
        _ => null,
    };

    public static string Question(SignInQuestion question, TimeSpan? left) => question switch
    {
        SignInQuestion.Done => $"Press Enter when you have allowed access ({Left(left)}Ctrl-C if you refused).",
        SignInQuestion.Address => $"Paste the address that your browser was sent to ({Left(left)}Ctrl-C if you refused):",
        SignInQuestion.AddressOrDone =>
            $"Paste the address that your browser was sent to, or press Enter if the page sent it nowhere ({Left(left)}Ctrl-C if you refused):",
        SignInQuestion.Code => $"Type the code that the page shows ({Left(left)}Ctrl-C if you refused):",
        SignInQuestion.Username => "User name:",
        _ => "Password:",
    };

    public static string Progress(SignInProgress progress)
    {
        var left = Left(progress.TimeLeft)[..^2];
        var next = progress.NextIn is { } pause ? Invariant($" Next in {pause.TotalSeconds:0} s;") : "";
        return (progress.Way, progress.Attempt) switch
        {
            (WayBack.Poll, 0) => $"Waiting for your consent.{next} {left}.",
            (WayBack.Poll, _) => $"Asked {Times(progress.Attempt)}, last answer: {progress.Last}.{next} {left}.",
            (_, 0) => $"Waiting for the browser; {left}.",
            _ => $"Waiting for the browser; {left}. What was not the answer came {Times(progress.Attempt)}.",
        };
    }

    private static bool IsCommand(char c) =>
        char.IsControl(c) || c is '\u2028' or '\u2029' or (>= '\u202A' and <= '\u202E') or (>= '\u2066' and <= '\u2069');

    private static string Times(int count) => count == 1 ? "once" : Invariant($"{count} times");

    private static string Left(TimeSpan? left) => left switch
    {
        null => "",
        { TotalMinutes: < 2 } time => Invariant($"{Math.Ceiling(time.TotalSeconds):0} s left; "),
        { } time => Invariant($"{Math.Floor(time.TotalMinutes):0} min left; "),
    };

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
