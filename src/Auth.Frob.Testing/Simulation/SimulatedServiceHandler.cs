using System.Net;
using System.Net.Http.Headers;

namespace Auth.Frob.Testing.Simulation;

/// <summary>Carries the requests of an <see cref="HttpClient"/> to a simulated service in the same process.</summary>
/// <param name="service">The service that answers; requests to any host reach it.</param>
/// <remarks>Thread-safe. Follows no redirect and keeps no cookies. Delays go by the service's clock.</remarks>
public sealed class SimulatedServiceHandler(SimulatedService service) : HttpMessageHandler
{
    /// <inheritdoc/>
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        SimulatedRequest simulated = await ReadAsync(request, cancellationToken).ConfigureAwait(false);
        SimulatedReply reply = await service.HandleAsync(simulated, cancellationToken).ConfigureAwait(false);
        if (reply.Delay > TimeSpan.Zero)
        {
            await Task.Delay(reply.Delay, service.Time, cancellationToken).ConfigureAwait(false);
        }

        if (reply.Ending == ReplyEnding.Reset)
        {
            var cause = new IOException("Connection reset.");
            throw new HttpRequestException(HttpRequestError.ResponseEnded, "The connection ended before the reply.", cause);
        }

        return Write(reply, request);
    }

    private static async Task<SimulatedRequest> ReadAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        byte[] body = request.Content is null ? [] : await request.Content.ReadAsByteArrayAsync(cancellationToken).ConfigureAwait(false);
        IEnumerable<KeyValuePair<string, IEnumerable<string>>> headers = request.Content is null
            ? request.Headers
            : request.Headers.Concat(request.Content.Headers);
        Uri address = request.RequestUri ?? throw new InvalidOperationException("The request has no address.");
        return new SimulatedRequest(request.Method.Method, address)
        {
            Headers = [.. headers.SelectMany(header => header.Value, (header, value) => KeyValuePair.Create(header.Key, value))],
            Body = body,
        };
    }

    private static HttpResponseMessage Write(SimulatedReply reply, HttpRequestMessage request)
    {
        HttpContent content = reply.Ending == ReplyEnding.Truncated
            ? new StreamContent(new TruncatedStream(reply.Body[..(reply.Body.Length / 2)]))
            : new ReadOnlyMemoryContent(reply.Body);
        content.Headers.ContentLength = reply.Body.Length;
        if (reply.ContentType is not null)
        {
            content.Headers.ContentType = MediaTypeHeaderValue.Parse(reply.ContentType);
        }

        var response = new HttpResponseMessage((HttpStatusCode)reply.Status) { Content = content, RequestMessage = request };
        foreach ((string name, string value) in reply.Headers)
        {
            response.Headers.TryAddWithoutValidation(name, value);
        }

        return response;
    }
}
