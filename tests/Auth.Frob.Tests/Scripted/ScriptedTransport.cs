using System.Net;
using System.Net.Http.Headers;
using System.Text;

namespace Auth.Frob.Tests.Scripted;

/// <summary>Answers requests from a script, in order, and keeps what was sent. A request beyond the script is a fault of the test.</summary>
internal sealed class ScriptedTransport : HttpMessageHandler
{
    private readonly Lock _gate = new();
    private readonly Queue<Func<HttpRequestMessage, CancellationToken, Task<HttpResponseMessage>>> _script = new();
    private readonly List<SentRequest> _sent = [];
    private Func<HttpRequestMessage, CancellationToken, Task<HttpResponseMessage>>? _always;

    /// <summary>What was sent so far.</summary>
    public IReadOnlyList<SentRequest> Sent
    {
        get
        {
            lock (_gate)
                return [.. _sent];
        }
    }

    public static HttpResponseMessage Answer(string body, int status = 200, string type = "application/json") =>
        Answer(Encoding.UTF8.GetBytes(body), status, type);

    public static HttpResponseMessage Answer(byte[] body, int status = 200, string type = "application/json")
    {
        var response = new HttpResponseMessage((HttpStatusCode)status) { Content = new ByteArrayContent(body) };
        response.Content.Headers.ContentType = MediaTypeHeaderValue.Parse(type);
        return response;
    }

    public ScriptedTransport Reply(string body, int status = 200, string type = "application/json") => Then(_ => Answer(body, status, type));

    public ScriptedTransport Reply(byte[] body) => Then(_ => Answer(body));

    public ScriptedTransport Fail(Exception fault) => Then(_ => throw fault);

    public ScriptedTransport Hang() => Then((_, token) => Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, token)
        .ContinueWith<HttpResponseMessage>(_ => throw new OperationCanceledException(token), TaskScheduler.Default));

    public ScriptedTransport Always(Func<HttpResponseMessage> answer)
    {
        _always = (_, _) => Task.FromResult(answer());
        return this;
    }

    public ScriptedTransport Then(Func<HttpRequestMessage, HttpResponseMessage> answer) => Then((request, _) => Task.FromResult(answer(request)));

    public ScriptedTransport Then(Func<HttpRequestMessage, CancellationToken, Task<HttpResponseMessage>> answer)
    {
        lock (_gate)
            _script.Enqueue(answer);
        return this;
    }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var body = request.Content is null ? "" : await request.Content.ReadAsStringAsync(cancellationToken);
        var headers = request.Headers.ToString() + request.Content?.Headers;
        Func<HttpRequestMessage, CancellationToken, Task<HttpResponseMessage>> answer;
        lock (_gate)
        {
            _sent.Add(new SentRequest(request.Method, request.RequestUri!, headers, body));
            if (!_script.TryDequeue(out answer!))
                answer = _always ?? throw new InvalidOperationException($"The script has no answer to {request.Method} {request.RequestUri}.");
        }
        return await answer(request, cancellationToken);
    }
}
