namespace Auth.Frob.Cli.Output;

/// <summary>Asks the person for a line, on standard error and standard input.</summary>
internal sealed class Prompt(Surroundings around)
{
    public Task<string> AskAsync(string question, string instead, CancellationToken cancellationToken) =>
        ReadAsync(question, around.Input.ReadLine, instead, cancellationToken);

    /// <summary>Asks for a line that is not shown while it is typed.</summary>
    public Task<string> AskHiddenAsync(string question, string instead, CancellationToken cancellationToken)
    {
        // Before the question stands there: who is quick would see the password otherwise.
        around.Hide();
        return ReadAsync(question, around.ReadHidden ?? around.Input.ReadLine, instead, cancellationToken);
    }

    // Reading a console can't be cancelled: the read is left behind, and ends with the process.
    private async Task<string> ReadAsync(string question, Func<string?> read, string instead, CancellationToken cancellationToken)
    {
        await around.Error.WriteAsync((question + " ").AsMemory(), cancellationToken);
        await around.Error.FlushAsync(cancellationToken);
        var isShown = around.ReadHidden is not null && read != around.ReadHidden;
        var hasNewLine = false;
        try
        {
            var line = await Task.Run(read, cancellationToken).WaitAsync(cancellationToken);
            hasNewLine = isShown && line is not null;
            return line ?? throw CommandFailure.Usage("Nobody answered: standard input is at its end.", instead);
        }
        finally
        {
            // Only a terminal that shows what is typed shows Enter too: what is said next must not stand behind the question.
            if (!hasNewLine)
                await around.Error.WriteLineAsync(ReadOnlyMemory<char>.Empty, CancellationToken.None);
        }
    }
}
