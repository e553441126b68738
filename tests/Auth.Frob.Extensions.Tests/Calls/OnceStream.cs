namespace Auth.Frob.Extensions.Tests.Calls;

/// <summary>A stream of a known letter that is read once, counts what was read and whether it was disposed, and may break.</summary>
internal sealed class OnceStream(int length, int breaksAt = int.MaxValue, byte[]? bytes = null) : Stream
{
    public int ReadSoFar { get; private set; }

    public bool IsDisposed { get; private set; }

    public override bool CanRead => !IsDisposed;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override int Read(byte[] buffer, int offset, int count)
    {
        ObjectDisposedException.ThrowIf(IsDisposed, this);
        if (ReadSoFar >= breaksAt)
            throw new IOException("The connection broke.");
        var read = Math.Min(Math.Min(count, 1000), Math.Min(length, breaksAt) - ReadSoFar);
        if (bytes is null)
            buffer.AsSpan(offset, read).Fill((byte)'x');
        else
            bytes.AsSpan(ReadSoFar, read).CopyTo(buffer.AsSpan(offset));
        ReadSoFar += read;
        return read;
    }

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        IsDisposed = true;
        base.Dispose(disposing);
    }
}
