using Auth.Frob.Cli.Commands;
using Auth.Frob.Cli.Output;
using Auth.Frob.Cli.Tests.Commands;

namespace Auth.Frob.Cli.Tests;

public sealed class HelpTests
{
    public static TheoryData<string> Commands
    {
        get
        {
            using var bench = new CommandBench();
            return [.. FrobCommand.Root(bench.Around).Subcommands.Select(c => c.Name)];
        }
    }

    [Fact]
    public void Every_command_has_an_example()
    {
        using var bench = new CommandBench();
        var root = FrobCommand.Root(bench.Around);
        root.Subcommands.Should().AllBeOfType<ExampleCommand>();
        root.Subcommands.Select(c => c.Name).Should().Equal(
            "demo", "simulate", "sign", "login", "list", "whoami", "verify", "logout", "export", "configure", "call", "replay", "check", "describe",
            "doctor", "providers", "completion");
    }

    [Theory]
    [MemberData(nameof(Commands))]
    public async Task The_example_in_the_help_runs(string command)
    {
        var help = await CommandBench.RunAsync(command, "--help");
        help.Exit.Should().Be(ExitCode.Done);
        var lines = help.Output.Split('\n').Select(l => l.Trim()).ToList();
        var example = lines.Skip(lines.IndexOf(ExampleHelp.Title) + 1).First(l => !l.StartsWith('#'));
        example.Should().StartWith($"frob {command}");

        await using var town = await SimulatedTown.StartAsync();
        using var bench = new CommandBench();
        var file = Path.GetTempFileName();
        await File.WriteAllTextAsync(file, ReplayCommandTests.Agreeing);
        town.Login(bench, "lastfm", "mobile");
        bench.Variables["FROB_PASSWORD"] = town["lastfm"].User.Password;
        if (command is "whoami" or "verify" or "logout" or "export")
        {
            await town.SignInAsync(bench);
            bench.Variables.Clear();
        }
        if (command == "call")
            await town.KeepAsync(bench, "lastfm");
        var running = bench.StartAsync([.. example.Split(' ').Skip(1).Select(word => Here(word, town, file))]);
        if (command == "simulate")
        {
            await bench.Output.NextAsync();
            bench.Interrupt();
        }
        var ran = await running;
        File.Delete(file);
        ran.Exit.Should().Be(ExitCode.Done, ran.Error);
        ran.Output.Should().NotBeEmpty();
    }

    [Theory]
    [MemberData(nameof(Commands))]
    public void Every_example_can_be_read(string name)
    {
        using var bench = new CommandBench();
        var root = FrobCommand.Root(bench.Around);
        var command = (ExampleCommand)root.Subcommands.Single(c => c.Name == name);
        command.Examples.Should().HaveCountGreaterThan(1).And.OnlyHaveUniqueItems();
        foreach (var example in command.Examples)
        {
            var parse = root.Parse([.. example.Split(' ').Skip(1)]);
            parse.Errors.Should().BeEmpty(example);
            parse.CommandResult.Command.Should().BeSameAs(command);
        }
    }

    [Theory]
    [InlineData("verify", "[<PROVIDER>]")]
    [InlineData("whoami", "[<PROVIDER>]")]
    [InlineData("doctor", "[<PROVIDER>]")]
    [InlineData("simulate", "[<")]
    [InlineData("call", "[<NAME=VALUE>...]")]
    public async Task What_need_not_be_given_stands_in_brackets(string command, string usage) =>
        (await CommandBench.RunAsync(command, "--help")).Output.Split('\n')
            .Single(l => l.Contains($" {command} ", StringComparison.Ordinal) && l.Contains("[options]", StringComparison.Ordinal))
            .Should().Contain(usage);

    [Fact]
    public async Task The_help_of_the_whole_names_the_exit_codes()
    {
        var ran = await CommandBench.RunAsync("--help");
        ran.Exit.Should().Be(ExitCode.Done);
        ran.Output.Should().Contain(ExitCode.Table).And.Contain("demo");
    }

    [Theory]
    [InlineData("--help", "help")]
    [InlineData("sign --help", "help sign")]
    public async Task Help_is_a_command_too(string option, string command)
    {
        var ran = await CommandBench.RunAsync(command.Split(' '));
        ran.Should().Be(await CommandBench.RunAsync(option.Split(' ')));
        ran.Exit.Should().Be(ExitCode.Done);
    }

    [Fact]
    public async Task The_example_of_a_login_says_what_comes_before_it() =>
        (await CommandBench.RunAsync("login", "--help")).Output.Should().Contain("# after frob simulate --port 8080");

    // The example's server and file are the reader's own: here they are this test's.
    private static string Here(string word, SimulatedTown town, string file) =>
        word.Replace("http://127.0.0.1:8080/", town.Address.AbsoluteUri, StringComparison.Ordinal).Replace("conformance/*.json", file, StringComparison.Ordinal);
}
