namespace Auth.Frob.Internal;

/// <summary>A reply's body, read once into a rented buffer and never beyond the bound.</summary>
internal sealed class BoundedBody : IDisposable
{
    private const int FirstRoom = 4096;

    private byte[] _buffer = ArrayPool<byte>.Shared.Rent(FirstRoom);

    /// <summary>How much was read.</summary>
    public int Length { get; private set; }

    /// <summary>Whether there was more than the bound.</summary>
    public bool IsTooLarge { get; private set; }

    public ReadOnlyMemory<byte> Bytes => _buffer.AsMemory(0, Length);

    public async ValueTask FillAsync(HttpContent content, CancellationToken cancellationToken)
    {
        // As it was sent: asking for the length itself would work one out and keep it.
        if (content.Headers.NonValidated.TryGetValues("Content-Length", out var said))
            IsTooLarge = long.TryParse(said.ToString(), NumberStyles.None, CultureInfo.InvariantCulture, out var length) && length > ReplyReader.MaxLength;
        var stream = await content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
        while (!IsTooLarge && await stream.ReadAsync(Room(), cancellationToken).ConfigureAwait(false) is > 0 and var read)
        {
            Length += read;
            IsTooLarge = Length > ReplyReader.MaxLength;
        }
    }

    // Once: the buffer is somebody else's afterwards.
    public void Dispose()
    {
        _buffer.AsSpan(0, Length).Clear();
        ArrayPool<byte>.Shared.Return(_buffer);
    }

    private Memory<byte> Room()
    {
        if (Length == _buffer.Length)
        {
            // One byte beyond the bound is enough to know.
            var larger = ArrayPool<byte>.Shared.Rent(Math.Min(_buffer.Length * 4, ReplyReader.MaxLength + 1));
            _buffer.CopyTo(larger, 0);
            _buffer.AsSpan().Clear();
            ArrayPool<byte>.Shared.Return(_buffer);
            _buffer = larger;
        }
        return _buffer.AsMemory(Length, Math.Min(_buffer.Length, ReplyReader.MaxLength + 1) - Length);
    }
}
