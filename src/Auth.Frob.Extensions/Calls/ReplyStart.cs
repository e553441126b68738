using System.Buffers;

namespace Auth.Frob.Extensions.Calls;

/// <summary>Looks at the beginning of a reply and puts it back: the caller reads what it would have read.</summary>
/// <param name="Whole">The whole body, if it is short; else null.</param>
/// <param name="Fault">What broke while it was read; the caller meets it there too.</param>
internal readonly record struct ReplyStart(ReadOnlyMemory<byte>? Whole, Exception? Fault)
{
    /// <summary>A service's error is short; what is longer is data.</summary>
    public const int Bound = 16 * 1024;

    public static async ValueTask<ReplyStart> ReadAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        var content = response.Content;
        if (content.Headers.ContentLength > Bound)
            return default;
        var rented = ArrayPool<byte>.Shared.Rent(Bound + 1);
        var length = 0;
        Stream? stream = null;
        Exception? fault = null;
        try
        {
            stream = await content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
            int read;
            while (length <= Bound && (read = await stream.ReadAsync(rented.AsMemory(length, Bound + 1 - length), cancellationToken).ConfigureAwait(false)) > 0)
                length += read;
        }
        catch (Exception broken) when (!cancellationToken.IsCancellationRequested)
        {
            fault = broken;
        }
        finally
        {
            // Also on the way out: what was read is the caller's, or nobody's.
            response.Content = new RestoredContent(content, rented.AsSpan(0, length).ToArray(), length > Bound ? stream : null, fault);
            ArrayPool<byte>.Shared.Return(rented);
        }
        return new(length <= Bound && fault is null ? ((RestoredContent)response.Content).Start : null, fault);
    }
}
