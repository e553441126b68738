using System.Net;
using System.Text;

namespace Auth.Frob.Extensions.Tests.Plugins;

/// <summary>The service that the fixtures' recipes sign in to: one user, one token.</summary>
internal sealed class FixtureService : HttpMessageHandler
{
    /// <summary>What was sent, newest last: bodies of sign-ins, queries of calls.</summary>
    public List<string> Heard { get; } = [];

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        Heard.Add(request.Content is null ? request.RequestUri!.Query : await request.Content.ReadAsStringAsync(cancellationToken));
        return new HttpResponseMessage(HttpStatusCode.OK)
        {
            RequestMessage = request,
            Content = new StringContent("{\"token\":\"t1\",\"user\":\"alice\"}", Encoding.UTF8, "application/json"),
        };
    }
}
