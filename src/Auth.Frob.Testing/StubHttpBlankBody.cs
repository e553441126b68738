namespace Auth.Frob.Testing;

/// <summary>A body of blanks.</summary>
internal sealed class StubHttpBlankBody(long length) : ForwardStream
{
    private long _left = length;

    public override int Read(Span<byte> buffer)
    {
        var taken = (int)Math.Min(_left, buffer.Length);
        buffer[..taken].Fill((byte)' ');
        _left -= taken;
        return taken;
    }
}
