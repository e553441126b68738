using System.Text;
using System.Threading.Channels;

namespace Auth.Frob.Cli.Tests;

/// <summary>A screen: keeps all that was written, and hands on each line as soon as it stands there.</summary>
/// <remarks>Thread-safe: a test looks at it while the command still writes.</remarks>
internal sealed class SeenLines : TextWriter
{
    private volatile Channel<string> _lines = Channel.CreateUnbounded<string>();
    private bool _hasEnded;
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

    /// <summary>The next line that was not taken yet; where the command ended and there is none, that is thrown instead of waited for.</summary>
    public async ValueTask<string> NextAsync()
    {
        try
        {
            return await _lines.Reader.ReadAsync();
        }
        catch (ChannelClosedException)
        {
            throw new InvalidOperationException($"The command ended, and wrote no such line. It wrote: {this}");
        }
    }

    /// <summary>A command begins to write, the first or another one.</summary>
    public void Begin()
    {
        if (!_hasEnded)
            return;
        var before = _lines;
        _lines = Channel.CreateUnbounded<string>();
        while (before.Reader.TryRead(out var line))
            _lines.Writer.TryWrite(line);
        _hasEnded = false;
    }

    public void End()
    {
        _hasEnded = true;
        _lines.Writer.TryComplete();
    }

    public override string ToString()
    {
        lock (_gate)
            return _written.ToString();
    }
}
