using System.Diagnostics;
using System.Globalization;
using Microsoft.Playwright;

namespace Auth.Frob.Cli.Tests.Terminal;

/// <summary>A Chromium that the command starts by <c>$BROWSER</c>, as it would start a person's own, and that a test then drives.</summary>
internal sealed class PersonsChromium : IAsyncDisposable
{
    private const string Listening = "DevTools listening on ";
    private readonly string _home = Directory.CreateTempSubdirectory("frob-chromium-").FullName;
    private readonly Task<Uri> _started;
    private Task _saying = Task.CompletedTask;
    private IPlaywright? _driver;
    private IBrowser? _browser;

    private PersonsChromium()
    {
        // What it was given, and whom to stop in the end; the shell becomes the browser, so that both have one process id.
        File.WriteAllText(Command, $"""
            #!/bin/sh
            printf '%s\n' "$$" "$@" > '{Given}'
            TMPDIR='{_home}' exec chromium --headless --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking \
              --disable-component-update --disable-sync --remote-debugging-port=0 --user-data-dir='{_home}/profile' "$@" 2> '{Said}'

            """.ReplaceLineEndings("\n"));
        Run("chmod", "700", Command);
        Run("mkfifo", Said);
        _started = Task.Run(ListenAsync);
    }

    /// <summary>What <c>$BROWSER</c> is set to.</summary>
    public string Command => Path.Combine(_home, "browser");

    /// <summary>What the command was started with.</summary>
    public IReadOnlyList<string> Arguments => File.ReadAllLines(Given)[1..];

    private string Given => Path.Combine(_home, "given");

    private string Said => Path.Combine(_home, "said");

    public static PersonsChromium Prepare() => new();

    /// <summary>Waits for the browser to be started, and looks at the page that it was started with.</summary>
    public async Task<IPage> LookAsync()
    {
        // Not a claim about time: a browser that nobody starts must not hold up the tests for ever.
        var address = await _started.WaitAsync(TimeSpan.FromMinutes(1), TimeProvider.System);
        _driver = await Playwright.CreateAsync();
        _browser = await _driver.Chromium.ConnectOverCDPAsync(address.AbsoluteUri);
        var window = _browser.Contexts[0];
        return window.Pages.Count > 0 ? window.Pages[0] : await window.WaitForPageAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (_browser is not null)
            await _browser.CloseAsync();
        _driver?.Dispose();
        Stop();
        await _saying;
        Directory.Delete(_home, recursive: true);
    }

    private static void Run(string program, params string[] arguments)
    {
        using var run = Process.Start(program, arguments);
        run.WaitForExit();
    }

    private void Stop()
    {
        if (!File.Exists(Given))
            return;
        try
        {
            using var browser = Process.GetProcessById(int.Parse(File.ReadLines(Given).First(), CultureInfo.InvariantCulture));
            browser.Kill(entireProcessTree: true);
            browser.WaitForExit();
        }
        catch (ArgumentException)
        {
            // It went with its terminal.
        }
    }

    // The pipe opens when the browser does.
    private async Task<Uri> ListenAsync()
    {
        var said = File.OpenText(Said);
        while (await said.ReadLineAsync() is { } line)
        {
            if (!line.StartsWith(Listening, StringComparison.Ordinal))
                continue;
            _saying = ReadOnAsync(said);
            return new Uri(line[Listening.Length..]);
        }
        said.Dispose();
        throw new InvalidOperationException("The browser ended before it listened.");
    }

    private static async Task ReadOnAsync(StreamReader said)
    {
        using (said)
            await said.ReadToEndAsync();
    }
}
