using System.Diagnostics;

namespace Auth.Frob.Cli.Tests;

/// <summary>The command as a person installs it: packed as a tool, and installed from that package alone.</summary>
public sealed class ToolPackageTests : IDisposable
{
    private readonly string _directory = Directory.CreateTempSubdirectory("frob-tool-").FullName;

    public void Dispose() => Directory.Delete(_directory, recursive: true);

    [Fact]
    public async Task The_tool_installs_from_its_package_alone_and_runs()
    {
        // The configuration of these tests, so that nothing is built anew.
        var configuration = new DirectoryInfo(AppContext.BaseDirectory).Name;
        await RunAsync("dotnet", "pack", Project(), "--no-build", "-c", configuration, "-o", _directory);
        var sources = Path.Combine(_directory, "nuget.config");
        await File.WriteAllTextAsync(
            sources, $"<configuration><packageSources><clear /><add key=\"here\" value=\"{_directory}\" /></packageSources></configuration>");
        await RunAsync("dotnet", "tool", "install", "Auth.Frob.Cli", "--tool-path", Path.Combine(_directory, "tool"), "--configfile", sources);
        var frob = Path.Combine(_directory, "tool", "frob");
        (await RunAsync(frob, "--version")).Should().MatchRegex(@"^\d+\.\d+\.\d+");
        var signed = await RunAsync(frob, "sign", "lastfm", "--api-key", "k", "--secret", "s", "--method", "auth.getToken");
        signed.Should().Be((await CommandBench.RunAsync("sign", "lastfm", "--api-key", "k", "--secret", "s", "--method", "auth.getToken")).Output);
        (await RunAsync(frob, "demo", "--provider", "ipernity", "--flow", "oauth")).Should().Contain("1 of 1 flows");
    }

    private static string Project()
    {
        var at = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(at!.FullName, "Auth.Frob.sln")))
            at = at.Parent;
        return Path.Combine(at.FullName, "src", "Auth.Frob.Cli");
    }

    private async Task<string> RunAsync(string program, params string[] args)
    {
        var start = new ProcessStartInfo(program, args) { RedirectStandardOutput = true, RedirectStandardError = true };
        // Packages are unpacked in a place of this test's own: the same version may be installed with other contents.
        start.Environment["NUGET_PACKAGES"] = Path.Combine(_directory, "packages");
        using var process = Process.Start(start)!;
        var (output, error) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        process.ExitCode.Should().Be(0, await output + await error);
        return await output;
    }
}
