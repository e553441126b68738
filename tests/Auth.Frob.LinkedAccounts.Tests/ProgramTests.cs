using System.Diagnostics;

namespace Auth.Frob.LinkedAccounts.Tests;

/// <summary>The sample as a program: what it says to who starts it.</summary>
public sealed class ProgramTests
{
    [Theory]
    [InlineData("--simulat", "--simulat")]
    [InlineData("--bogus", "--simulate", "--bogus", "--urls", "http://127.0.0.1:0")]
    [InlineData("bogus", "--simulate", "--urls", "bogus")]
    [InlineData("{taken}", "--simulate", "--urls", "http://127.0.0.1:{taken}")]
    public async Task What_it_can_not_start_with_is_named_in_one_sentence(string named, params string[] arguments)
    {
        using var taken = new System.Net.Sockets.TcpListener(System.Net.IPAddress.Loopback, 0);
        taken.Start();
        var port = $"{((System.Net.IPEndPoint)taken.LocalEndpoint).Port}";
        using var program = Start([.. arguments.Select(argument => argument.Replace("{taken}", port, StringComparison.Ordinal))], []);
        var said = await program.StandardError.ReadToEndAsync();
        await program.WaitForExitAsync();
        program.ExitCode.Should().Be(2);
        said.Trim().Split('\n').Should().HaveCountLessThan(4).And.NotContain(static line => line.Contains("   at ", StringComparison.Ordinal));
        said.Should().Contain(named.Replace("{taken}", port, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Keys_that_are_missing_are_named_before_anything_is_written()
    {
        var data = Path.Combine(Path.GetTempPath(), $"linked-accounts-none-{Environment.ProcessId}");
        using var program = Start(
            ["--data", data], [new("Frob:lastfm:ApiKey", "k"), new("Frob:lastfm:SharedSecret", "s"), new("Frob:ipernity:ApiKey", "k")]);
        (await program.StandardError.ReadToEndAsync()).Should().StartWith("The site lacks Frob:ipernity:SharedSecret.").And.Contain("--simulate");
        await program.WaitForExitAsync();
        program.ExitCode.Should().Be(2);
        Directory.Exists(data).Should().BeFalse();
    }

    [Fact]
    public async Task Simulated_services_come_near_no_database_and_an_interrupt_leaves_nothing_behind()
    {
        var places = Directory.CreateTempSubdirectory("linked-accounts-tests-");
        using var program = Start(["--simulate"], [new("ConnectionStrings:Frob", "Host=127.0.0.1;Port=1;Database=real"), new("TMPDIR", places.FullName)]);
        try
        {
            var line = await program.StandardOutput.ReadLineAsync();
            line.Should().StartWith(SampleProgram.Said);
            using var http = new HttpClient();
            (await http.GetStringAsync(new Uri(new Uri(line![SampleProgram.Said.Length..]), "/health"))).Should().Be("Healthy");
            places.GetDirectories().Should().ContainSingle(static place => place.Name.StartsWith("linked-accounts-", StringComparison.Ordinal));
            using var interrupt = Process.Start("kill", ["-INT", $"{program.Id}"]);
            await program.WaitForExitAsync();
            program.ExitCode.Should().Be(0);
            places.GetDirectories().Should().NotContain(static place => place.Name.StartsWith("linked-accounts-", StringComparison.Ordinal));
        }
        finally
        {
            program.Kill();
            await program.WaitForExitAsync();
            places.Delete(recursive: true);
        }
    }

    private static Process Start(string[] arguments, IEnumerable<KeyValuePair<string, string?>> settings)
    {
        var start = SampleProgram.With(arguments, settings);
        start.RedirectStandardError = true;
        return Process.Start(start)!;
    }
}
