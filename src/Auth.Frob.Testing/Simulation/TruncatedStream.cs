namespace Auth.Frob.Testing.Simulation;

/// <summary>A body whose connection ends too early: after the bytes that came, reading fails as it does on a socket.</summary>
internal sealed class TruncatedStream(ReadOnlyMemory<byte> came) : ForwardStream
{
    private int _read;

    public override int Read(Span<byte> buffer)
    {
        var left = came.Length - _read;
        if (left == 0)
            throw new HttpIOException(HttpRequestError.ResponseEnded, "The connection ended in the middle of the reply.");
        var taken = Math.Min(left, buffer.Length);
        came.Span.Slice(_read, taken).CopyTo(buffer);
        _read += taken;
        return taken;
    }
}
