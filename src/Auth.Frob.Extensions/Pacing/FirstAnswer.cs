using System.Net;
using System.Net.Http.Headers;
using System.Runtime.ExceptionServices;
using Auth.Frob.Extensions.Calls;

namespace Auth.Frob.Extensions.Pacing;

/// <summary>What came of a request the first time: a reply, whose beginning is kept where it is a failure, or a fault.</summary>
internal sealed class FirstAnswer
{
    private ExceptionDispatchInfo? _fault;
    private HttpStatusCode _status;
    private RetryConditionHeaderValue? _retryAfter;
    private MediaTypeHeaderValue? _type;
    private byte[] _body = [];

    private FirstAnswer()
    {
    }

    public static FirstAnswer Of(Exception fault) => new() { _fault = ExceptionDispatchInfo.Capture(fault) };

    public static async ValueTask<FirstAnswer> OfAsync(HttpResponseMessage reply, CancellationToken cancellationToken)
    {
        var answer = new FirstAnswer { _status = reply.StatusCode, _retryAfter = reply.Headers.RetryAfter, _type = reply.Content.Headers.ContentType };
        // Only failures are repeated; the body of a grant is left alone.
        if (!reply.IsSuccessStatusCode)
            answer._body = (await ReplyStart.ReadAsync(reply, cancellationToken).ConfigureAwait(false)).Whole?.ToArray() ?? [];
        return answer;
    }

    public HttpResponseMessage Again(HttpRequestMessage request)
    {
        _fault?.Throw();
        var reply = new HttpResponseMessage(_status) { RequestMessage = request, Content = new ByteArrayContent(_body) };
        reply.Headers.RetryAfter = _retryAfter;
        reply.Content.Headers.ContentType = _type;
        return reply;
    }
}
