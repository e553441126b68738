using System.Text;
using System.Threading.Channels;

namespace Auth.Frob.Cli.Tests;

/// <summary>A screen: keeps all that was written, and hands on each line as soon as it stands there.</summary>
/// <remarks>Thread-safe: a test looks at it while the command still writes.</remarks>
internal sealed class SeenLines : TextWriter
{
    private readonly Channel<string> _lines = Channel.CreateUnbounded<string>();
    private readonly StringBuilder _written = new();
    private readonly Lock _gate = new();

    public override Encoding Encoding => Encoding.UTF8;

    public override void Write(char value) => Write(value.ToString());

    public override void Write(char[] buffer, int index, int count) => Write(new string(buffer, index, count));

    public override void Write(ReadOnlySpan<char> buffer) => Write(buffer.ToString());

    public override void Write(string? value)
    {
        lock (_gate)
            _written.Append(value);
    }

    public override void WriteLine(string? value)
    {
        Write(value + NewLine);
        _lines.Writer.TryWrite(value ?? "");
    }

    public override Task WriteAsync(ReadOnlyMemory<char> buffer, CancellationToken cancellationToken = default)
    {
        Write(buffer.Span);
        return Task.CompletedTask;
    }

    public ValueTask<string> NextAsync() => _lines.Reader.ReadAsync();

    public override string ToString()
    {
        lock (_gate)
            return _written.ToString();
    }
}
