using System.Diagnostics;
using System.Globalization;

namespace Auth.Frob.Cli.Tests;

/// <summary>The command as a process of its own.</summary>
internal sealed class FrobProcess : IDisposable
{
    private readonly Process _process;
    private readonly string _home;
    private bool _isClosed;

    private FrobProcess(Process process, string home)
    {
        _process = process;
        _home = home;
    }

    public StreamReader Output => _process.StandardOutput;

    public static FrobProcess Start(IEnumerable<string> args, IReadOnlyDictionary<string, string>? variables = null)
    {
        var start = new ProcessStartInfo("dotnet")
        {
            RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false,
        };
        start.ArgumentList.Add(Path.Combine(AppContext.BaseDirectory, "frob.dll"));
        foreach (var arg in args)
            start.ArgumentList.Add(arg);
        // Neither the person's own sign-ins, nor a browser of theirs.
        var home = Directory.CreateTempSubdirectory("frob-home-").FullName;
        foreach (var name in new[] { "DISPLAY", "WAYLAND_DISPLAY", "BROWSER", "DBUS_SESSION_BUS_ADDRESS", "XDG_RUNTIME_DIR", "XDG_STATE_HOME", "FROB_PASSPHRASE" })
            start.Environment.Remove(name);
        start.Environment["HOME"] = home;
        start.Environment["FROB_STORE"] = Path.Combine(home, "store");
        start.Environment["FROB_KEY_SOURCE"] = "key-file";
        foreach (var (name, value) in variables ?? new Dictionary<string, string>())
            start.Environment[name] = value;
        return new FrobProcess(Process.Start(start)!, home);
    }

    /// <summary>
    /// Runs lines of a shell in a mount namespace of their own, without any variable but those given, without a display, a keyring or a keyboard.
    /// </summary>
    /// <param name="lines"><c>$frob ...</c> is the command, <c>$home</c> a directory that is gone afterwards; what mounts are made end with the process.</param>
    /// <param name="variables">The environment; the home directory is none of it unless it is given.</param>
    public static FrobProcess InNamespace(string lines, IReadOnlyDictionary<string, string>? variables = null)
    {
        var home = Directory.CreateTempSubdirectory("frob-home-").FullName;
        var script = $"home='{home}'; frob='dotnet {Path.Combine(AppContext.BaseDirectory, "frob.dll")}'; exec </dev/null; {lines}";
        var start = new ProcessStartInfo("unshare", ["-m", "sh", "-c", script])
        {
            RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false,
        };
        var path = start.Environment["PATH"];
        start.Environment.Clear();
        start.Environment["PATH"] = path;
        // Compiled quickly, not well: these processes live for a moment.
        start.Environment["DOTNET_TieredPGO"] = "0";
        foreach (var (name, value) in variables ?? new Dictionary<string, string>())
            start.Environment[name] = value;
        var process = Process.Start(start)!;
        process.StandardInput.Close();
        return new FrobProcess(process, home) { _isClosed = true };
    }

    public async Task TypeAsync(string line)
    {
        await _process.StandardInput.WriteLineAsync(line);
        await _process.StandardInput.FlushAsync();
    }

    /// <summary>Closes the keyboard and waits for the end.</summary>
    public async Task<Ran> EndAsync()
    {
        if (!_isClosed)
            _process.StandardInput.Close();
        var (output, error) = (Output.ReadToEndAsync(), _process.StandardError.ReadToEndAsync());
        // Not a claim about time: a process that does not end must not hold up the tests for ever.
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(1), TimeProvider.System);
        await _process.WaitForExitAsync(patience.Token);
        return new Ran(_process.ExitCode, await output, await error);
    }

    /// <summary>Asks the process to stop, as Ctrl-C does.</summary>
    public async Task<Ran> InterruptAsync(string signal = "-INT")
    {
        using var kill = Process.Start("kill", [signal, _process.Id.ToString(CultureInfo.InvariantCulture)]);
        await kill.WaitForExitAsync();
        return await EndAsync();
    }

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
            _process.WaitForExit();
        }
        _process.Dispose();
        Directory.Delete(_home, recursive: true);
    }
}
