namespace Auth.Frob.Cli.Output;

/// <summary>Asks the person for a line, on standard error and standard input.</summary>
internal sealed class Prompt(Surroundings around)
{
    public Task<string> AskAsync(string question, string instead, CancellationToken cancellationToken) =>
        ReadAsync(question, around.Input.ReadLine, instead, cancellationToken);

    /// <summary>Asks for a line that is not shown while it is typed.</summary>
    public async Task<string> AskHiddenAsync(string question, string instead, CancellationToken cancellationToken)
    {
        var typed = await ReadAsync(question, around.ReadHidden ?? around.Input.ReadLine, instead, cancellationToken);
        await around.Error.WriteLineAsync(ReadOnlyMemory<char>.Empty, cancellationToken);
        return typed;
    }

    // Reading a console can't be cancelled: the read is left behind, and ends with the process.
    private async Task<string> ReadAsync(string question, Func<string?> read, string instead, CancellationToken cancellationToken)
    {
        await around.Error.WriteAsync((question + " ").AsMemory(), cancellationToken);
        await around.Error.FlushAsync(cancellationToken);
        var line = await Task.Run(read, cancellationToken).WaitAsync(cancellationToken);
        return line ?? throw CommandFailure.Usage("Nobody answered: standard input is at its end.", instead);
    }
}
