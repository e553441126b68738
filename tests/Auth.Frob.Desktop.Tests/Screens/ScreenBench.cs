using System.Text;
using Auth.Frob.Desktop.Screens;
using Auth.Frob.Errors;
using Auth.Frob.Outcomes;
using Auth.Frob.Testing;
using Auth.Frob.Desktop.Tests.SignIn;

namespace Auth.Frob.Desktop.Tests.Screens;

/// <summary>A terminal of memory: what was written to it, what is typed.</summary>
internal sealed class ScreenBench : IDisposable
{
    private readonly SignInBench _signIn = new();

    public ManualTimeProvider Clock { get; } = new();

    public StringWriter Output { get; } = new();

    public StringWriter Error { get; } = new();

    public ConsentUri Address { get; private set; } = null!;

    public string Shown => Error.ToString().Replace(Environment.NewLine, "\n", StringComparison.Ordinal);

    public TerminalScreen Screen(int? columns = 100, string typed = "", Func<string?>? hidden = null, bool withCode = true, Action? hide = null) => new()
    {
        Output = Output,
        Error = Error,
        Input = new StringReader(typed),
        ReadHidden = hidden,
        Hide = hide ?? (static () => { }),
        Columns = columns,
        ShowsQrCode = withCode,
        Time = Clock,
    };

    public async Task<ConsentPage> PageAsync(WayBack way, string? userCode = null, bool opensBrowser = true)
    {
        Address = (await _signIn.LastFm.BeginAsync(new ConsentRequest { Flow = "desktop" })).Value!.ConsentUri;
        return new ConsentPage("A service", Address, userCode, way, opensBrowser);
    }

    public static SignInProgress Poll(int attempt, double secondsLeft, FrobErrorKind? last = FrobErrorKind.Pending) =>
        new(WayBack.Poll, TimeSpan.FromSeconds(secondsLeft), TimeSpan.FromSeconds(5), attempt, last);

    /// <summary>What a terminal shows in the end: a line that begins anew overwrites.</summary>
    public IReadOnlyList<string> Lines()
    {
        var lines = new List<StringBuilder> { new() };
        var column = 0;
        foreach (var letter in Shown)
        {
            if (letter is '\r' or '\n')
                column = 0;
            if (letter == '\n')
                lines.Add(new StringBuilder());
            if (letter is '\r' or '\n')
                continue;
            if (column < lines[^1].Length)
                lines[^1][column] = letter;
            else
                lines[^1].Append(letter);
            column++;
        }
        return [.. lines.Select(static l => l.ToString().TrimEnd())];
    }

    public void Dispose()
    {
        _signIn.Dispose();
        Output.Dispose();
        Error.Dispose();
    }
}
