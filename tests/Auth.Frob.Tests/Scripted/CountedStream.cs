using System.Text;

namespace Auth.Frob.Tests.Scripted;

/// <summary>A long body that counts how much of it was taken, and may break before its end.</summary>
internal sealed class CountedStream(int size, string head, bool breaks = false) : Stream
{
    private readonly byte[] _head = Encoding.UTF8.GetBytes(head);

    public int Size => size;

    public int Given { get; private set; }

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    public override int Read(byte[] buffer, int offset, int count)
    {
        if (breaks && Given >= size)
            throw new HttpIOException(HttpRequestError.ResponseEnded, "broken");
        var part = Math.Min(count, size - Given);
        for (var i = 0; i < part; i++)
            buffer[offset + i] = Given + i < _head.Length ? _head[Given + i] : (byte)' ';
        Given += part;
        return part;
    }

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
