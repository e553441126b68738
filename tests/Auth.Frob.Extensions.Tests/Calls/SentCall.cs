using System.Net.Http.Headers;
using System.Text;

namespace Auth.Frob.Extensions.Tests.Calls;

/// <summary>A request as it left the signing handler.</summary>
internal sealed record SentCall(HttpMethod Method, string PathAndQuery, IReadOnlyDictionary<string, string> Headers, byte[] Body, MediaTypeHeaderValue? Type)
{
    public string Text => Encoding.UTF8.GetString(Body);

    public static async Task<SentCall> ReadAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        using var body = new MemoryStream();
        // As a real transport does it: nothing is buffered in the content, and a stream that is read once is read once.
        if (request.Content is not null)
            await request.Content.CopyToAsync(body, cancellationToken);
        var headers = request.Headers.NonValidated.Concat(request.Content?.Headers.NonValidated ?? default);
        return new SentCall(
            request.Method, request.RequestUri!.PathAndQuery, headers.ToDictionary(h => h.Key, h => h.Value.ToString()), body.ToArray(),
            request.Content?.Headers.ContentType);
    }
}
