using System.Collections.Concurrent;

namespace Auth.Frob.Cli.Tests;

/// <summary>A keyboard: lines are typed while the command runs.</summary>
internal sealed class TypedLines : TextReader
{
    private readonly BlockingCollection<string> _lines = [];

    public void Type(string line) => _lines.Add(line);

    public void End() => _lines.CompleteAdding();

    public override string? ReadLine() => _lines.TryTake(out var line, Timeout.Infinite) ? line : null;
}
