using System.Diagnostics;

namespace Auth.Frob.Desktop.Tests.Storage;

/// <summary>A process of its own on a store.</summary>
internal sealed class StoreProcess : IDisposable
{
    private readonly Process _process;

    private StoreProcess(Process process) => _process = process;

    public StreamReader Output => _process.StandardOutput;

    public int Id => _process.Id;

    public static StoreProcess Start(string directory, string what, string argument = "") =>
        Start("dotnet", Worker, directory, what, argument);

    /// <summary>Runs lines of a shell in a mount namespace of their own; <c>$worker DIRECTORY WHAT ARGUMENT</c> is the process on the store.</summary>
    public static StoreProcess InNamespace(string lines) =>
        Start("unshare", "-m", "sh", "-c", $"set -e; worker='dotnet {Worker}'; {lines}");

    /// <summary>Lets a process go on that waits for a line.</summary>
    public void Go() => _process.StandardInput.WriteLine();

    /// <summary>Waits for the end.</summary>
    public async Task<(int Code, string Output)> EndAsync()
    {
        var (output, error) = (Output.ReadToEndAsync(), _process.StandardError.ReadToEndAsync());
        // Not a claim about time: a process that does not end must not hold up the tests for ever.
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(2), TimeProvider.System);
        await _process.WaitForExitAsync(patience.Token);
        return (_process.ExitCode, await output + await error);
    }

    /// <summary>Ends it as <c>kill -9</c> does.</summary>
    public async Task KillAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
    }

    public void Dispose()
    {
        if (!_process.HasExited)
            _process.Kill();
        _process.Dispose();
    }

    private static string Worker => Path.Combine(AppContext.BaseDirectory, "StoreWorker.dll");

    private static StoreProcess Start(string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };
        // Compiled quickly, not well: most of these processes live for a moment.
        start.Environment["DOTNET_TieredPGO"] = "0";
        return new StoreProcess(Process.Start(start)!);
    }
}
