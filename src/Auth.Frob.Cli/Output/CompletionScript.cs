namespace Auth.Frob.Cli.Output;

/// <summary>What a shell runs to complete a command line of <c>frob</c>: it asks the command itself, which then does nothing else.</summary>
internal static class CompletionScript
{
    private const string Bash = """
        # frob completion bash: put this line into ~/.bashrc
        #   source <(frob completion bash)
        _frob() {
            local IFS=$'\n'
            COMPREPLY=($(compgen -W "$("$1" "[suggest:${COMP_POINT}]" "${COMP_LINE}" 2>/dev/null)" -- "${COMP_WORDS[COMP_CWORD]}"))
        }
        complete -F _frob frob
        """;

    private const string Zsh = """
        #compdef frob
        # frob completion zsh: put this line into ~/.zshrc, after compinit
        #   source <(frob completion zsh)
        _frob() {
            local line="${(j: :)words[1,CURRENT]}"
            local -a there
            there=(${(f)"$("${words[1]}" "[suggest:${#line}]" "$line" 2>/dev/null)"})
            compadd -a there
        }
        compdef _frob frob
        """;

    private const string Fish = """
        # frob completion fish: put this line into ~/.config/fish/config.fish
        #   frob completion fish | source
        function __frob_complete
            set -l line (commandline -cp)
            frob "[suggest:"(string length -- "$line")"]" "$line" 2>/dev/null
        end
        complete -c frob -f -a '(__frob_complete)'
        """;

    private const string PowerShell = """
        # frob completion pwsh: put this line into $PROFILE
        #   frob completion pwsh | Out-String | Invoke-Expression
        Register-ArgumentCompleter -Native -CommandName frob -ScriptBlock {
            param($wordToComplete, $commandAst, $cursorPosition)
            $line = $commandAst.ToString().PadRight($cursorPosition)
            frob "[suggest:$cursorPosition]" "$line" | ForEach-Object {
                [System.Management.Automation.CompletionResult]::new($_, $_, 'ParameterValue', $_)
            }
        }
        """;

    /// <summary>The shells, with their scripts.</summary>
    public static IReadOnlyList<(string Shell, string Script)> All { get; } = [("bash", Bash), ("zsh", Zsh), ("fish", Fish), ("pwsh", PowerShell)];
}
