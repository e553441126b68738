using System.Collections.Concurrent;

namespace Auth.Frob.Extensions.Tests.Calls;

/// <summary>The far side of a signing handler: notes what arrives and answers by itself, or hands on what arrived to a service.</summary>
internal sealed class Wire : HttpMessageHandler
{
    private readonly HttpMessageInvoker? _service;

    public Wire(HttpMessageHandler? service = null) => _service = service is null ? null : new HttpMessageInvoker(service);

    public ConcurrentQueue<SentCall> Sent { get; } = [];

    /// <summary>Answers in the service's place.</summary>
    public Func<SentCall, HttpRequestMessage, CancellationToken, Task<HttpResponseMessage>>? Answer { get; set; }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var sent = await SentCall.ReadAsync(request, cancellationToken);
        Sent.Enqueue(sent);
        if (Answer is not null)
            return await Answer(sent, request, cancellationToken);
        using var copy = new HttpRequestMessage(request.Method, request.RequestUri) { Content = request.Content is null ? null : new ByteArrayContent(sent.Body) };
        foreach (var (name, value) in sent.Headers)
        {
            if (!copy.Headers.TryAddWithoutValidation(name, value))
                copy.Content?.Headers.TryAddWithoutValidation(name, value);
        }
        var reply = await _service!.SendAsync(copy, cancellationToken);
        reply.RequestMessage = request;
        return reply;
    }

    protected override void Dispose(bool disposing)
    {
        _service?.Dispose();
        base.Dispose(disposing);
    }
}
