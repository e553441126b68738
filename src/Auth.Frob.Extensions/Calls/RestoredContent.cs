using System.Net;
using System.Runtime.ExceptionServices;

namespace Auth.Frob.Extensions.Calls;

/// <summary>A reply's body whose beginning was read: the beginning again, then the rest, then what broke it.</summary>
internal sealed class RestoredContent : HttpContent
{
    private readonly HttpContent _original;
    private readonly byte[] _start;
    private readonly Stream? _rest;
    private readonly Exception? _fault;
    private bool _isTaken;

    public RestoredContent(HttpContent original, byte[] start, Stream? rest, Exception? fault)
    {
        _original = original;
        _start = start;
        _rest = rest;
        _fault = fault;
        foreach (var (name, values) in original.Headers.NonValidated)
            Headers.TryAddWithoutValidation(name, values);
    }

    public ReadOnlyMemory<byte> Start => _start;

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) => SerializeToStreamAsync(stream, context, CancellationToken.None);

    protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken)
    {
        using var body = Open();
        await body.CopyToAsync(stream, cancellationToken).ConfigureAwait(false);
    }

    protected override void SerializeToStream(Stream stream, TransportContext? context, CancellationToken cancellationToken)
    {
        using var body = Open();
        body.CopyTo(stream);
    }

    protected override Task<Stream> CreateContentReadStreamAsync() => Task.FromResult(Open());

    protected override Stream CreateContentReadStream(CancellationToken cancellationToken) => Open();

    // As the service said, or not at all.
    protected override bool TryComputeLength(out long length)
    {
        length = 0;
        return false;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            _original.Dispose();
        base.Dispose(disposing);
    }

    private Stream Open()
    {
        var whole = new MemoryStream(_start, false);
        if (_rest is null && _fault is null)
            return whole;
        if (_isTaken)
            throw new InvalidOperationException("The stream was already consumed. It cannot be read again.");
        _isTaken = true;
        return new RestoredStream(whole, _rest, _fault is null ? null : ExceptionDispatchInfo.Capture(_fault));
    }
}
