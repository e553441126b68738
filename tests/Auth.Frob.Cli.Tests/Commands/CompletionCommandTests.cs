using System.Diagnostics;

namespace Auth.Frob.Cli.Tests.Commands;

public sealed class CompletionCommandTests
{
    [Theory]
    [InlineData("frob logi", "login")]
    [InlineData("frob lo", "login logout")]
    [InlineData("frob login las", "lastfm")]
    [InlineData("frob call ipernity x --acc", "--account")]
    [InlineData("frob completion pw", "pwsh")]
    [InlineData("frob nosuch zz", "")]
    public async Task Bash_completes_a_line(string line, string completed)
    {
        const string Try = """
            frob() { dotnet "$FROB_DLL" "$@"; }
            source <(frob completion bash)
            COMP_LINE="$LINE" COMP_POINT=${#LINE}
            read -ra COMP_WORDS <<<"$LINE"
            [[ "$LINE" == *" " ]] && COMP_WORDS+=("")
            COMP_CWORD=$((${#COMP_WORDS[@]}-1))
            $(complete -p frob | sed 's/.*-F \([^ ]*\) .*/\1/') frob
            echo "${COMPREPLY[*]}"
            """;
        var start = new ProcessStartInfo("bash") { RedirectStandardOutput = true, ArgumentList = { "-c", Try } };
        start.Environment["FROB_DLL"] = Path.Combine(AppContext.BaseDirectory, "frob.dll");
        start.Environment["LINE"] = line;
        using var bash = Process.Start(start)!;
        var said = await bash.StandardOutput.ReadToEndAsync();
        await bash.WaitForExitAsync();
        said.Trim().Should().Be(completed);
    }

    [Theory]
    [InlineData("bash")]
    [InlineData("zsh")]
    [InlineData("fish")]
    [InlineData("pwsh")]
    public async Task Every_shell_has_a_script_that_says_where_it_goes(string shell)
    {
        var script = (await CommandBench.RunAsync("completion", shell)).Output;
        script.Should().Contain($"frob completion {shell}").And.Contain("[suggest:");
        var json = (await CommandBench.RunAsync("completion", shell, "--json")).Json;
        json.GetProperty("script").GetString().Should().Be(script.TrimEnd('\n'));
    }

    [Fact]
    public async Task A_shell_that_is_not_known_is_answered_with_those_that_are()
    {
        var ran = await CommandBench.RunAsync("completion", "tcsh");
        ran.Exit.Should().Be(ExitCode.Usage);
        ran.Error.Should().Contain("There is no shell 'tcsh'; there are: bash, zsh, fish, pwsh.");
    }
}
