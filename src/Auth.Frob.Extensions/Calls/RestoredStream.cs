using System.Runtime.ExceptionServices;

namespace Auth.Frob.Extensions.Calls;

/// <summary>What was read of a stream, then its rest, then what broke it.</summary>
internal sealed class RestoredStream(MemoryStream start, Stream? rest, ExceptionDispatchInfo? fault) : Stream
{
    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override bool CanTimeout => rest?.CanTimeout == true;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override int Read(Span<byte> buffer) => IsInStart(buffer.Length) ? start.Read(buffer) : Rest()?.Read(buffer) ?? 0;

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
        IsInStart(buffer.Length) ? start.ReadAsync(buffer, cancellationToken) : Rest()?.ReadAsync(buffer, cancellationToken) ?? ValueTask.FromResult(0);

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            rest?.Dispose();
        base.Dispose(disposing);
    }

    private bool IsInStart(int wanted) => wanted == 0 || start.Position < start.Length;

    private Stream? Rest()
    {
        fault?.Throw();
        return rest;
    }
}
