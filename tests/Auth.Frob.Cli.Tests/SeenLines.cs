using System.Threading.Channels;

namespace Auth.Frob.Cli.Tests;

/// <summary>A screen: keeps all that was written, and hands on each line as soon as it stands there.</summary>
internal sealed class SeenLines : StringWriter
{
    private readonly Channel<string> _lines = Channel.CreateUnbounded<string>();

    public override void WriteLine(string? value)
    {
        base.WriteLine(value);
        _lines.Writer.TryWrite(value ?? "");
    }

    public ValueTask<string> NextAsync() => _lines.Reader.ReadAsync();
}
