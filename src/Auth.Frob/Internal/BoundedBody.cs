using System.Buffers;
using Auth.Frob.Replies;

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

    public static async ValueTask<BoundedBody> ReadAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        var body = new BoundedBody();
        try
        {
            if (response.Content.Headers.ContentLength > ReplyReader.MaxLength)
                body.IsTooLarge = true;
            else
                await body.FillAsync(response.Content, cancellationToken).ConfigureAwait(false);
            return body;
        }
        catch
        {
            body.Dispose();
            throw;
        }
    }

    public void Dispose()
    {
        if (_buffer.Length == 0)
            return;
        _buffer.AsSpan(0, Length).Clear();
        ArrayPool<byte>.Shared.Return(_buffer);
        _buffer = [];
    }

    private async ValueTask FillAsync(HttpContent content, CancellationToken cancellationToken)
    {
        var stream = await content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
        await using (stream.ConfigureAwait(false))
        {
            while (!IsTooLarge)
            {
                if (Length == _buffer.Length)
                    Grow();
                // A rented buffer may be longer than what was asked for.
                var room = Math.Min(_buffer.Length, ReplyReader.MaxLength + 1) - Length;
                var read = await stream.ReadAsync(_buffer.AsMemory(Length, room), cancellationToken).ConfigureAwait(false);
                if (read == 0)
                    return;
                Length += read;
                IsTooLarge = Length > ReplyReader.MaxLength;
            }
        }
    }

    private void Grow()
    {
        // One byte beyond the bound is enough to know.
        var larger = ArrayPool<byte>.Shared.Rent(Math.Min(_buffer.Length * 4, ReplyReader.MaxLength + 1));
        _buffer.AsSpan(0, Length).CopyTo(larger);
        _buffer.AsSpan(0, Length).Clear();
        ArrayPool<byte>.Shared.Return(_buffer);
        _buffer = larger;
    }
}
