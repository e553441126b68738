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
        using var copy = new HttpRequestMessage(request.Method, request.RequestUri) { Content = AsForm(sent) };
        foreach (var (name, value) in sent.Headers)
        {
            if (!copy.Headers.TryAddWithoutValidation(name, value) && copy.Content?.Headers.Contains(name) == false)
                copy.Content.Headers.TryAddWithoutValidation(name, value);
        }
        var reply = await _service!.SendAsync(copy, cancellationToken);
        reply.RequestMessage = request;
        return reply;
    }

    // A server makes the same parameters of parts as of a form; the simulated services read forms. Under OAuth parts are no parameters.
    private static ByteArrayContent? AsForm(SentCall sent)
    {
        if (sent.Type?.MediaType != "multipart/form-data")
            return new ByteArrayContent(sent.Body);
        if (sent.Headers.ContainsKey("Authorization"))
            return null;
        var boundary = sent.Type.Parameters.Single(p => p.Name == "boundary").Value!.Trim('"');
        return new FormUrlEncodedContent(
            PartsText.Read(sent.Body, boundary).Where(part => !part.IsFile).Select(part => KeyValuePair.Create(part.Name, part.Text)));
    }

    protected override void Dispose(bool disposing)
    {
        _service?.Dispose();
        base.Dispose(disposing);
    }
}
