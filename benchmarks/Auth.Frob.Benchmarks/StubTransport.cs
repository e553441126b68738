using System.Net;

namespace Auth.Frob.Benchmarks;

/// <summary>Answers at once and always the same: what is left is the caller's own cost.</summary>
internal sealed class StubTransport(byte[] reply) : HttpMessageHandler
{
    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
        Task.FromResult(new HttpResponseMessage(HttpStatusCode.OK) { Content = new ByteArrayContent(reply), RequestMessage = request });
}
