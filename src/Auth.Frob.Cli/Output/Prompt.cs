namespace Auth.Frob.Cli.Output;

/// <summary>Asks the person for a line, on standard error and standard input.</summary>
internal sealed class Prompt(Surroundings around)
{
    public async Task<string> AskAsync(string question, string instead, CancellationToken cancellationToken) =>
        await ReadAsync(question, around.Input.ReadLine, cancellationToken) ?? throw Nobody(instead);

    /// <summary>Asks whether something shall be done; where nobody is there to say no, it shall.</summary>
    public async Task<bool> IsAgreedAsync(string question, CancellationToken cancellationToken)
    {
        if (!around.HasKeyboard)
            return true;
        var answer = await ReadAsync(question + " [Y/n]", around.Input.ReadLine, cancellationToken);
        return answer is null || !answer.Trim().StartsWith("n", StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>Asks for a line that is not shown while it is typed.</summary>
    public async Task<string> AskHiddenAsync(string question, string instead, CancellationToken cancellationToken)
    {
        // Before the question stands there: who is quick would see the password otherwise.
        around.Hide();
        return await ReadAsync(question, around.ReadHidden ?? around.Input.ReadLine, cancellationToken) ?? throw Nobody(instead);
    }

    // Reading a console can't be cancelled: the read is left behind, and ends with the process.
    private async Task<string?> ReadAsync(string question, Func<string?> read, CancellationToken cancellationToken)
    {
        await around.Error.WriteAsync((question + " ").AsMemory(), cancellationToken);
        await around.Error.FlushAsync(cancellationToken);
        var isShown = around.ReadHidden is not null && read != around.ReadHidden;
        var hasNewLine = false;
        try
        {
            var line = await Task.Run(read, cancellationToken).WaitAsync(cancellationToken);
            hasNewLine = isShown && line is not null;
            return line;
        }
        finally
        {
            // Only a terminal that shows what is typed shows Enter too: what is said next must not stand behind the question.
            if (!hasNewLine)
                await around.Error.WriteLineAsync(ReadOnlyMemory<char>.Empty, CancellationToken.None);
        }
    }

    private static CommandFailure Nobody(string instead) => CommandFailure.Usage("Nobody answered: standard input is at its end.", instead);
}
