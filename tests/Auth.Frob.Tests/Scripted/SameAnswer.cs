using System.Net;
using System.Text;

namespace Auth.Frob.Tests.Scripted;

/// <summary>Answers at once and always the same, and keeps nothing: what is left is the client's own cost.</summary>
internal sealed class SameAnswer(string reply) : HttpMessageHandler
{
    private readonly byte[] _reply = Encoding.UTF8.GetBytes(reply);

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
        Task.FromResult(new HttpResponseMessage(HttpStatusCode.OK) { Content = new ByteArrayContent(_reply), RequestMessage = request });
}
