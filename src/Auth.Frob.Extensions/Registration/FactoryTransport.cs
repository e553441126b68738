namespace Auth.Frob.Extensions.Registration;

/// <summary>Carries an instance's requests through its named client, asked for anew each time so that its handlers rotate.</summary>
internal sealed class FactoryTransport(IHttpClientFactory factory, string client) : HttpMessageHandler
{
    // The reply is read within the core's own bound, not buffered before it.
    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
        factory.CreateClient(client).SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
}
