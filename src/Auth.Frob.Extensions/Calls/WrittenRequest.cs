namespace Auth.Frob.Extensions.Calls;

/// <summary>A request while it carries its signature. Disposing gives it back as the caller wrote it.</summary>
/// <remarks>So an attempt outside of signing is signed anew, and nobody who keeps the request keeps a token.</remarks>
internal sealed class WrittenRequest : IDisposable
{
    private readonly HttpRequestMessage _request;
    private readonly Uri? _address;
    private readonly HttpContent? _content;
    private readonly List<string> _headers = [];
    private Uri? _written;

    private WrittenRequest(HttpRequestMessage request)
    {
        _request = request;
        _address = request.RequestUri;
        _content = request.Content;
    }

    /// <summary>Whether the request still goes where it was sent: a transport that follows a redirect changes it.</summary>
    public bool IsWhereItWasSent => _request.RequestUri == _written;

    public static async ValueTask<WrittenRequest> WriteAsync(HttpRequestMessage request, SignedCall call, CancellationToken cancellationToken)
    {
        var body = await call.BodyAsync(request.Content, cancellationToken).ConfigureAwait(false);
        var written = new WrittenRequest(request) { _written = call.Address(request.RequestUri!) };
        try
        {
            call.AddHeaders(request, written._headers);
        }
        catch
        {
            // One may be on the request while another can't travel.
            written.Dispose();
            throw;
        }
        request.Content = body;
        request.RequestUri = written._written;
        return written;
    }

    // What was made here holds bytes and the caller's own parts: disposing it would dispose those.
    public void Dispose()
    {
        _request.RequestUri = _address;
        _request.Content = _content;
        foreach (var name in _headers)
            _request.Headers.Remove(name);
    }
}
