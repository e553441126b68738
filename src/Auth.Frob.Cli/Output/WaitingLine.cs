using System.Globalization;
using Auth.Frob.Errors;
using Auth.Frob.Outcomes;

namespace Auth.Frob.Cli.Output;

/// <summary>Tells how a wait for consent goes: one line written over and over on a terminal, few lines where it is piped.</summary>
internal sealed class WaitingLine(Surroundings around) : IProgress<ConsentProgress>
{
    private static readonly TimeSpan Quiet = TimeSpan.FromMinutes(1);
    private FrobErrorKind? _said;
    private long _saidAt;
    private int _length;

    public void Report(ConsentProgress value)
    {
        var text = Text(value);
        if (around.ErrorColumns is { } columns)
            Rewrite(text, columns);
        else if (_said != value.Answer.Kind || around.Time.GetElapsedTime(_saidAt) >= Quiet)
            Say(text, value.Answer.Kind);
    }

    /// <summary>Leaves the line, so that what follows begins a new one.</summary>
    public void End()
    {
        if (_length > 0)
            around.Error.WriteLine();
        _length = 0;
    }

    internal static string Text(ConsentProgress value)
    {
        var asked = value.Attempt == 1 ? "once" : Invariant($"{value.Attempt} times");
        return Invariant($"Asked {asked}, last answer: {value.Answer.Kind}. Next in {value.NextIn.TotalSeconds:0} s; ")
            + Invariant($"{value.TimeLeft.TotalMinutes:0} min left.");
    }

    // A line as long as the terminal would wrap, and could not be written over.
    private void Rewrite(string text, int columns)
    {
        var shown = text[..Math.Min(text.Length, Math.Max(columns - 1, 1))];
        around.Error.Write("\r" + shown.PadRight(Math.Min(_length, Math.Max(columns - 1, 1))));
        around.Error.Flush();
        _length = shown.Length;
    }

    private void Say(string text, FrobErrorKind kind)
    {
        _said = kind;
        _saidAt = around.Time.GetTimestamp();
        around.Error.WriteLine(text);
        around.Error.Flush();
    }

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
