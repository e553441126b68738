namespace Auth.Frob.Testing.Simulation;

/// <summary>A body whose connection ends too early: after the bytes that came, reading fails as it does on a socket.</summary>
internal sealed class TruncatedStream(ReadOnlyMemory<byte> came) : Stream
{
    private int _read;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override int Read(Span<byte> buffer)
    {
        int left = came.Length - _read;
        if (left == 0)
        {
            throw new HttpIOException(HttpRequestError.ResponseEnded, "The connection ended in the middle of the reply.");
        }

        int taken = Math.Min(left, buffer.Length);
        came.Span.Slice(_read, taken).CopyTo(buffer);
        _read += taken;
        return taken;
    }

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
