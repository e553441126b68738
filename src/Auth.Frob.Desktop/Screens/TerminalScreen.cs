namespace Auth.Frob.Desktop.Screens;

/// <summary>Shows and asks on a terminal: the address as text and as a QR code, one line of progress that is written over and over.</summary>
/// <remarks>
/// Thread-safe. Without colour. Where the error writer is piped, progress is a line each minute and whenever the answer changes. Reading a
/// console can't be cancelled: a question that ends with its token leaves the read behind, and the next question of its kind takes it up.
/// </remarks>
public sealed class TerminalScreen : SignInScreen
{
    private readonly Lock _gate = new();
    private ProgressLine? _line;
    private SignInProgress? _progress;
    private bool _asks;

    /// <summary>Takes the address of the consent page, alone on its line.</summary>
    /// <value>Default: standard error, as everything else; a command may give standard output.</value>
    public TextWriter Output { get; init; } = Console.Error;

    /// <summary>Takes all else.</summary>
    /// <value>Default: standard error.</value>
    public TextWriter Error { get; init; } = Console.Error;

    /// <summary>What the person types.</summary>
    /// <value>Default: standard input.</value>
    public TextReader Input { get; init; } = Console.In;

    /// <summary>Reads a line without showing it, for passwords and codes.</summary>
    /// <value>Default: key by key from a terminal; null, and without one, the line is read from <see cref="Input"/>.</value>
    public Func<string?>? ReadHidden { get; init; } = ConsoleFacts.ReadHidden;

    /// <summary>Has the terminal show nothing of what is typed from now on; called before a question is written whose answer is hidden.</summary>
    /// <value>Default: the console's own echo is taken away, so that who types early is not seen; nothing where no terminal is read.</value>
    public Action Hide { get; init; } = ConsoleFacts.Hide;

    /// <summary>How many columns the terminal has that <see cref="Error"/> is shown on.</summary>
    /// <value>Default: the console's; null where it is piped.</value>
    public int? Columns { get; init; } = ConsoleFacts.ErrorColumns;

    /// <summary>Whether a QR code may be drawn.</summary>
    /// <value>Default: whether the console writes UTF-8. It is left out where it does not fit, and where only a browser on this machine can come back.</value>
    public bool ShowsQrCode { get; init; } = ConsoleFacts.IsUnicode;

    /// <summary>The clock.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <inheritdoc/>
    public override ValueTask ShowAsync(ConsentPage page, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(page);
        cancellationToken.ThrowIfCancellationRequested();
        var address = page.Address.Reveal().AbsoluteUri;
        lock (_gate)
        {
            _line?.End();
            var open = page.OpensBrowser ? "If no browser opens, open" : "Open";
            Error.WriteLine($"{ScreenText.Plain(page.Service)} asks for your consent. {open} this address and allow access:");
            Error.Flush();
            Output.WriteLine(address);
            Output.Flush();
            // The phone that reads a QR code can't come back to this machine.
            if (ShowsQrCode && page.Way != WayBack.Loopback && Columns is { } columns && QrCode.Lines(address, columns) is { } lines)
            {
                foreach (var line in lines)
                    Error.WriteLine(line);
            }
            if (page.UserCode is not null)
                Error.WriteLine($"The page asks for this code: {ScreenText.Plain(page.UserCode)}");
            if (ScreenText.Next(page.Way) is { } next)
                Error.WriteLine(next);
            Error.Flush();
        }
        return ValueTask.CompletedTask;
    }

    /// <inheritdoc/>
    public override void Report(SignInProgress progress)
    {
        lock (_gate)
        {
            _progress = progress;
            // What stands behind a question is what the person types; a way that asks tells the time left in its question.
            if (!_asks && progress.Way is (WayBack.Poll or WayBack.Loopback))
                (_line ??= new ProgressLine(Error, Columns, Time)).Write(progress);
        }
    }

    /// <inheritdoc/>
    public override void Tell(string notice)
    {
        lock (_gate)
        {
            _line?.End();
            if (_asks)
                Error.WriteLine();
            Error.WriteLine(ScreenText.Plain(notice));
            Error.Flush();
        }
    }

    /// <inheritdoc/>
    public override async ValueTask<string?> AskAsync(SignInQuestion question, CancellationToken cancellationToken)
    {
        var isHidden = ReadHidden is not null && question is SignInQuestion.Password or SignInQuestion.Code;
        lock (_gate)
        {
            _line?.End();
            // First: who is quick would see the password otherwise.
            if (isHidden)
                Hide();
            Error.Write(ScreenText.Question(question, _progress?.TimeLeft) + " ");
            Error.Flush();
            _asks = true;
        }
        string? line = null;
        try
        {
            Func<string?> read = isHidden ? ReadHidden! : Input.ReadLine;
            return line = await PendingRead.Of(isHidden ? ReadHidden! : Input).LineAsync(read, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            lock (_gate)
            {
                _asks = false;
                // Only a terminal that shows what is typed shows Enter too: what is said next must not stand behind the question.
                if (line is null || isHidden || ReadHidden is null)
                    Error.WriteLine();
            }
        }
    }

    /// <inheritdoc/>
    public override void End()
    {
        lock (_gate)
        {
            _line?.End();
            _line = null;
            _progress = null;
        }
    }
}
