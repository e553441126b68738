using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;

namespace Auth.Frob.PostgreSql.Tests.Cluster;

/// <summary>
/// A PostgreSQL server of its own: a cluster in a temporary directory, on loopback, on a port that the system chose. It needs Debian's postgresql,
/// and as root the user <c>postgres</c> that comes with it. Compile this file in where such a server is needed; it depends on nothing.
/// </summary>
/// <remarks>
/// The server ends, and its directory goes, when this object is disposed, and also when the process ends in whatever way: a guard waits for the end of a
/// pipe that the system closes then.
/// </remarks>
public sealed class PostgresCluster : IAsyncDisposable
{
    private const string User = "frob_owner";
    private readonly string _directory = Directory.CreateTempSubdirectory("frob-postgres-").FullName;
    private readonly string _password = RandomNumberGenerator.GetHexString(32, lowercase: true);
    private Process? _guard;

    private PostgresCluster()
    {
    }

    /// <summary>The port on 127.0.0.1.</summary>
    public int Port { get; private set; }

    /// <summary>The server's files.</summary>
    public string DataDirectory => Path.Combine(_directory, "data");

    /// <summary>How its superuser reaches the database <c>postgres</c>.</summary>
    public string ConnectionString => ConnectionStringOf("postgres");

    /// <summary>Makes a cluster and starts it.</summary>
    public static async Task<PostgresCluster> StartNewAsync()
    {
        var cluster = new PostgresCluster();
        try
        {
            await cluster.InitializeAsync();
            await cluster.StartAsync();
            return cluster;
        }
        catch
        {
            await cluster.DisposeAsync();
            throw;
        }
    }

    /// <summary>How its superuser reaches a database.</summary>
    public string ConnectionStringOf(string database) =>
        $"Host=127.0.0.1;Port={Port};Database={database};Username={User};Password={_password};Maximum Pool Size=20;Timeout=15";

    /// <summary>Starts it, on the port that it had before if there was one.</summary>
    public async Task StartAsync()
    {
        for (var tries = 1; ; tries++)
        {
            var port = Port == 0 ? FreePort() : Port;
            var options = $"-p {port} -c listen_addresses=127.0.0.1 -c unix_socket_directories='{_directory}' -c fsync=off -c max_connections=200";
            var (exit, said) = await RunAsync([Program("pg_ctl"), "-D", DataDirectory, "-l", LogFile, "-w", "-t", "60", "-o", options, "start"]);
            if (exit == 0)
            {
                Port = port;
                return;
            }
            // Somebody may have taken the port since it was free.
            if (tries == 5 || Port != 0)
                throw new InvalidOperationException($"PostgreSQL did not start: {said}{await RunAsync(["cat", LogFile])}");
        }
    }

    /// <summary>Stops it.</summary>
    /// <param name="immediately">As if it were killed: without a word to its clients, and with a recovery at the next start.</param>
    public async Task StopAsync(bool immediately = false) =>
        await MustAsync([Program("pg_ctl"), "-D", DataDirectory, "-w", "-m", immediately ? "immediate" : "fast", "stop"]);

    /// <summary>Everything in all databases, as <c>pg_dumpall</c> writes it.</summary>
    public Task<string> DumpAsync() =>
        MustAsync(["env", $"PGPASSWORD={_password}", Program("pg_dumpall"), "-h", "127.0.0.1", "-p", $"{Port}", "-U", User]);

    /// <summary>Stops it and deletes its directory.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_guard is { } guard)
        {
            _guard = null;
            guard.StandardInput.Close();
            await guard.WaitForExitAsync();
            guard.Dispose();
        }
        if (Directory.Exists(_directory))
            Directory.Delete(_directory, true);
    }

    private string LogFile => Path.Combine(_directory, "log");

    // The server refuses to run as root.
    private static string[] AsServer => Environment.UserName == "root" ? ["runuser", "-u", "postgres", "--"] : [];

    private static string Program(string name)
    {
        const string debian = "/usr/lib/postgresql";
        var found = Directory.Exists(debian)
            ? Directory.GetDirectories(debian).Select(version => Path.Combine(version, "bin", name)).Where(File.Exists)
                .MaxBy(static path => int.TryParse(path.Split('/')[4], out var version) ? version : 0)
            : null;
        return found ?? name;
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private async Task InitializeAsync()
    {
        var passwordFile = Path.Combine(_directory, "password");
        await File.WriteAllTextAsync(passwordFile, _password);
        if (AsServer.Length > 0)
            await MustAsync(["chown", "-R", "postgres", _directory], asServer: false);
        StartGuard();
        await MustAsync(
            [Program("initdb"), "-D", DataDirectory, "-U", User, "-A", "scram-sha-256", "--pwfile", passwordFile, "-E", "UTF8", "--no-locale", "--no-sync"]);
        File.Delete(passwordFile);
    }

    // In a session of its own, so that a Ctrl+C meant for the tests does not end it before its work.
    private void StartGuard()
    {
        const string script = """trap '' INT TERM HUP; cat >/dev/null; "$@" -m immediate -w stop >/dev/null 2>&1; rm -rf "$DIRECTORY" """;
        var start = new ProcessStartInfo("setsid") { RedirectStandardInput = true, Environment = { ["DIRECTORY"] = _directory } };
        foreach (var part in (string[])["sh", "-c", script, "sh", .. AsServer, Program("pg_ctl"), "-D", DataDirectory])
            start.ArgumentList.Add(part);
        start.WorkingDirectory = Path.GetPathRoot(_directory)!;
        _guard = Process.Start(start)!;
    }

    private static async Task<string> MustAsync(string[] command, bool asServer = true)
    {
        var (exit, said) = await RunAsync(command, asServer);
        return exit == 0 ? said : throw new InvalidOperationException($"{Path.GetFileName(command[0])} ended with {exit}: {said}");
    }

    private static async Task<(int Exit, string Said)> RunAsync(string[] command, bool asServer = true)
    {
        string[] whole = asServer ? [.. AsServer, .. command] : command;
        var start = new ProcessStartInfo(whole[0])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
            WorkingDirectory = Path.GetTempPath(),
        };
        foreach (var part in whole[1..])
            start.ArgumentList.Add(part);
        using var process = Process.Start(start)!;
        process.StandardInput.Close();
        var said = process.StandardOutput.ReadToEndAsync();
        var complained = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, await said + await complained);
    }
}
