using System.Net;
using System.Text;

namespace Auth.Frob.Tests.Neutrality;

/// <summary>A service of a few lines with a state of its own; keeps what it was asked.</summary>
internal abstract class SmallService : HttpMessageHandler
{
    public List<Asked> Requests { get; } = [];

    protected sealed override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var body = request.Content is null ? "" : await request.Content.ReadAsStringAsync(cancellationToken);
        var address = request.RequestUri!;
        var asked = new Asked(
            request.Method.Method,
            address.GetLeftPart(UriPartial.Path),
            Asked.Pairs(address.Query),
            body,
            request.Content?.Headers.ContentType?.MediaType) { Authorization = request.Headers.Authorization?.ToString() };
        Requests.Add(asked);
        var (status, mediaType, text) = Answer(asked);
        return new HttpResponseMessage((HttpStatusCode)status)
        {
            RequestMessage = request,
            Content = new StringContent(text, Encoding.UTF8, mediaType),
        };
    }

    protected abstract (int Status, string MediaType, string Text) Answer(Asked asked);
}
