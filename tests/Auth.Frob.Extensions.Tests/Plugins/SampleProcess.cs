using System.Diagnostics;
using System.Reflection;

namespace Auth.Frob.Extensions.Tests.Plugins;

/// <summary>A sample as a process of its own; whatever becomes of the test, it is stopped.</summary>
internal sealed class SampleProcess : IDisposable
{
    private static readonly Dictionary<string, string?> Built =
        typeof(SampleProcess).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().ToDictionary(static m => m.Key, static m => m.Value);

    private readonly Process _process;

    private SampleProcess(Process process) => _process = process;

    public static string FolderOf(string sample) => Path.Combine(Built["Samples"]!, sample, Built["Pivot"]!);

    public static SampleProcess Start(string sample, params string[] args)
    {
        var start = new ProcessStartInfo("dotnet") { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };
        start.ArgumentList.Add(Path.Combine(FolderOf(sample), sample + ".dll"));
        foreach (var arg in args)
            start.ArgumentList.Add(arg);
        return new SampleProcess(Process.Start(start)!);
    }

    public async Task<string?> ReadLineAsync() => await _process.StandardOutput.ReadLineAsync();

    public async Task PressEnterAsync()
    {
        await _process.StandardInput.WriteLineAsync();
        await _process.StandardInput.FlushAsync();
    }

    /// <summary>Closes the keyboard and waits for the end.</summary>
    public async Task<(int Exit, string Output, string Error)> EndAsync()
    {
        _process.StandardInput.Close();
        var (output, error) = (_process.StandardOutput.ReadToEndAsync(), _process.StandardError.ReadToEndAsync());
        // Not a claim about time: a process that does not end must not hold up the tests for ever.
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(1), TimeProvider.System);
        await _process.WaitForExitAsync(patience.Token);
        return (_process.ExitCode, await output, await error);
    }

    /// <summary>Asks the process to stop, as Ctrl-C does.</summary>
    public async Task<(int Exit, string Output, string Error)> InterruptAsync()
    {
        using var kill = Process.Start("kill", ["-INT", _process.Id.ToString(System.Globalization.CultureInfo.InvariantCulture)]);
        await kill.WaitForExitAsync();
        // The keyboard stays open: it is the signal that ends it.
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(1), TimeProvider.System);
        await _process.WaitForExitAsync(patience.Token);
        return await EndAsync();
    }

    public void Dispose()
    {
        if (!_process.HasExited)
            _process.Kill();
        _process.Dispose();
    }
}
