using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using System.Threading.Channels;

namespace Auth.Frob.Cli.Tests.Terminal;

/// <summary>The command as a process on a real terminal: a pseudo-terminal that <c>script</c> makes.</summary>
/// <remarks>Output and errors stand on one screen, in the order in which they came; what is typed stands there too, unless the command hides it.</remarks>
internal sealed partial class TerminalProcess : IDisposable
{
    private readonly Process _process;
    private readonly Channel<string> _pieces = Channel.CreateUnbounded<string>();
    private readonly StringBuilder _screen = new();
    private readonly Task _reading;
    // Not a claim about time: a process that says nothing must not hold up the tests for ever.
    private readonly CancellationTokenSource _patience = new(TimeSpan.FromMinutes(2), TimeProvider.System);
    private int _seen;

    private TerminalProcess(Process process)
    {
        _process = process;
        _reading = ReadAsync();
    }

    /// <summary>All that stood on the screen so far, without colours and the terminal's own signs.</summary>
    public string Screen => Signs().Replace(_screen.ToString(), "").Replace("\r\n", "\n", StringComparison.Ordinal);

    /// <summary>The same as the terminal got it.</summary>
    public string Raw => _screen.ToString();

    /// <summary>Starts <c>frob</c> on a terminal of its own.</summary>
    /// <param name="args">The command line.</param>
    /// <param name="variables">What is in the environment besides; an empty value takes a variable away.</param>
    /// <param name="columns">The terminal's width.</param>
    public static TerminalProcess Start(IEnumerable<string> args, IReadOnlyDictionary<string, string>? variables = null, int columns = 160) =>
        Run(Path.Combine(AppContext.BaseDirectory, "frob.dll"), args, variables, columns);

    /// <summary>Starts another program on a terminal of its own.</summary>
    public static TerminalProcess Run(string program, IEnumerable<string> args, IReadOnlyDictionary<string, string>? variables = null, int columns = 160)
    {
        string[] line = ["dotnet", program, .. args];
        var shell = string.Create(CultureInfo.InvariantCulture, $"stty cols {columns} rows 50; exec {string.Join(' ', line.Select(Quoted))}");
        var start = new ProcessStartInfo("script")
        {
            RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false,
            StandardOutputEncoding = Encoding.UTF8, StandardInputEncoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false),
        };
        foreach (var arg in new[] { "--quiet", "--flush", "--return", "--echo", "always", "--command", shell, "/dev/null" })
            start.ArgumentList.Add(arg);
        start.Environment["TERM"] = "xterm";
        start.Environment["SHELL"] = "/bin/sh";
        foreach (var (name, value) in variables ?? new Dictionary<string, string>())
        {
            if (value.Length > 0)
                start.Environment[name] = value;
            else
                start.Environment.Remove(name);
        }
        return new TerminalProcess(Process.Start(start)!);
    }

    /// <summary>Waits until a text stands on the screen, after the one that was waited for before.</summary>
    /// <returns>What came until then, the text too.</returns>
    public async Task<string> SeeAsync(string text)
    {
        while (true)
        {
            var screen = Screen;
            var at = screen.IndexOf(text, Math.Min(_seen, screen.Length), StringComparison.Ordinal);
            if (at >= 0)
            {
                var before = screen[_seen..(at + text.Length)];
                _seen = at + text.Length;
                return before;
            }
            if (!await NextAsync())
                throw new InvalidOperationException($"'{text}' never stood on the screen: {screen}");
        }
    }

    /// <summary>Presses keys, as they are.</summary>
    public async Task PressAsync(string keys)
    {
        await _process.StandardInput.WriteAsync(keys);
        await _process.StandardInput.FlushAsync();
    }

    /// <summary>Types a line and presses Enter.</summary>
    public Task TypeAsync(string line) => PressAsync(line + "\r");

    /// <summary>Presses Ctrl-C and waits for the end.</summary>
    public async Task<Ran> InterruptAsync()
    {
        await PressAsync("\u0003");
        return await EndAsync();
    }

    /// <summary>Waits for the end, with the keyboard untouched.</summary>
    /// <returns>The exit code, and the whole screen as the output.</returns>
    public async Task<Ran> EndAsync()
    {
        while (await NextAsync())
        {
        }
        await _reading;
        await _process.WaitForExitAsync(_patience.Token);
        return new Ran(_process.ExitCode, Screen, "");
    }

    public void Dispose()
    {
        if (!_process.HasExited)
            _process.Kill(entireProcessTree: true);
        _process.Dispose();
        _patience.Dispose();
    }

    private async Task<bool> NextAsync()
    {
        if (!await _pieces.Reader.WaitToReadAsync(_patience.Token))
            return false;
        while (_pieces.Reader.TryRead(out var piece))
            _screen.Append(piece);
        return true;
    }

    private async Task ReadAsync()
    {
        var buffer = new char[1024];
        int read;
        while ((read = await _process.StandardOutput.ReadAsync(buffer)) > 0)
            _pieces.Writer.TryWrite(new string(buffer, 0, read));
        _pieces.Writer.Complete();
    }

    private static string Quoted(string word) => $"'{word.Replace("'", "'\\''", StringComparison.Ordinal)}'";

    // Colours, the cursor's place, and the modes that .NET's console switches on.
    [GeneratedRegex("\u001b(\\[[0-9;?]*[A-Za-z]|[=>])")]
    private static partial Regex Signs();
}
