using System.Diagnostics;

namespace Auth.Frob.Desktop.Tests.Keys;

/// <summary>A private session bus, with a keyring on it where a test wants one; ends with the test, whatever becomes of this process.</summary>
public sealed class SecretServiceBus : IAsyncDisposable
{
    // The shell reads orders from us: when we are gone it reads the end, and stops what it started.
    private const string Loop = """
        . eng/keyring.sh
        trap stop_keyring EXIT
        while IFS= read -r order; do eval "$order" >&2; echo "done $keyring_bus"; done
        """;

    private readonly Process _shell;

    private SecretServiceBus(Process shell) => _shell = shell;

    public string Address { get; private set; } = "";

    public static async Task<SecretServiceBus> StartAsync(params string[] orders)
    {
        foreach (string program in new[] { "dbus-daemon", "gnome-keyring-daemon", "secret-tool" })
            if (!IsOnPath(program))
                throw new InvalidOperationException($"These tests need '{program}', which eng/test.sh installs: run eng/test.sh once.");
        var start = new ProcessStartInfo("bash", ["-euo", "pipefail", "-c", Loop])
        {
            WorkingDirectory = Repository(), RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true,
        };
        var bus = new SecretServiceBus(Process.Start(start)!);
        foreach (string order in orders) await bus.OrderAsync(order);
        return bus;
    }

    /// <summary>One with an unlocked keyring.</summary>
    public static Task<SecretServiceBus> UnlockedAsync() => StartAsync("start_keyring");

    public async Task OrderAsync(string order)
    {
        await _shell.StandardInput.WriteLineAsync(order);
        await _shell.StandardInput.FlushAsync();
        string? answer = await _shell.StandardOutput.ReadLineAsync();
        if (answer?.StartsWith("done ", StringComparison.Ordinal) != true)
            throw new InvalidOperationException($"'{order}' failed: {await _shell.StandardError.ReadToEndAsync()}");
        Address = answer[5..];
    }

    /// <summary>libsecret's own tool on this bus.</summary>
    public Task<string> SecretToolAsync(string input, params string[] arguments) => SecretToolAsync(Address, input, arguments);

    public static async Task<string> SecretToolAsync(string bus, string input, params string[] arguments)
    {
        var start = new ProcessStartInfo("secret-tool", arguments)
        {
            RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true,
        };
        start.Environment["DBUS_SESSION_BUS_ADDRESS"] = bus;
        using Process tool = Process.Start(start)!;
        await tool.StandardInput.WriteAsync(input);
        tool.StandardInput.Close();
        Task<string> error = tool.StandardError.ReadToEndAsync();
        string output = await tool.StandardOutput.ReadToEndAsync();
        await tool.WaitForExitAsync();
        // The attributes are on the error stream, the rest is not.
        return output + await error;
    }

    public async ValueTask DisposeAsync()
    {
        _shell.StandardInput.Close();
        await _shell.WaitForExitAsync();
        _shell.Dispose();
    }

    private static bool IsOnPath(string program) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Any(folder => File.Exists(Path.Combine(folder, program)));

    private static string Repository()
    {
        for (DirectoryInfo? folder = new(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            if (File.Exists(Path.Combine(folder.FullName, "Auth.Frob.sln")))
                return folder.FullName;
        throw new InvalidOperationException("The tests run inside the repository.");
    }
}
