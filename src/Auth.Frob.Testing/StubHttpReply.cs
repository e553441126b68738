using System.Collections.Immutable;
using System.Net;
using System.Text;
using Auth.Frob.Testing.Simulation;

namespace Auth.Frob.Testing;

/// <summary>What a stub answers, or what goes wrong instead.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
public sealed record StubHttpReply
{
    private const int HugeLength = 2 * 1024 * 1024;

    /// <summary>The HTTP status.</summary>
    /// <value>Default: 200.</value>
    public int Status { get; init; } = 200;

    /// <summary>Headers of the reply, without Content-Type.</summary>
    /// <value>Default: none.</value>
    public ImmutableSortedDictionary<string, string> Headers { get; init; } =
        ImmutableSortedDictionary.Create<string, string>(StringComparer.OrdinalIgnoreCase);

    /// <summary>The Content-Type, taken as it stands.</summary>
    /// <value>Null: the reply has none.</value>
    public string? ContentType { get; init; }

    /// <summary>The bytes of the body.</summary>
    /// <value>Default: empty.</value>
    public ReadOnlyMemory<byte> Body { get; init; }

    /// <summary>What goes wrong.</summary>
    /// <value>Default: nothing.</value>
    public StubHttpFault Fault { get; init; }

    /// <summary>A reply with a text in UTF-8.</summary>
    /// <param name="body">The text.</param>
    /// <param name="contentType">The Content-Type; null leaves it out.</param>
    /// <param name="status">The HTTP status.</param>
    /// <returns>The reply.</returns>
    public static StubHttpReply Text(string body, string? contentType = "application/json", int status = 200) =>
        new() { Body = Encoding.UTF8.GetBytes(body), ContentType = contentType, Status = status };

    /// <summary>A fault instead of a reply.</summary>
    /// <param name="fault">What goes wrong.</param>
    /// <returns>The reply that never comes whole.</returns>
    public static StubHttpReply Failing(StubHttpFault fault) => new() { Fault = fault };

    internal HttpResponseMessage ToMessage(HttpRequestMessage request)
    {
        HttpContent content = Fault switch
        {
            StubHttpFault.Truncated => new StreamContent(new TruncatedStream(Body[..(Body.Length / 2)])),
            StubHttpFault.Huge => new StreamContent(new StubHttpBlankBody(HugeLength)),
            _ => new ReadOnlyMemoryContent(Body),
        };
        if (ContentType is not null)
            content.Headers.TryAddWithoutValidation("Content-Type", ContentType);
        var message = new HttpResponseMessage((HttpStatusCode)Status) { Content = content, RequestMessage = request };
        foreach (var (name, value) in Headers)
        {
            if (!message.Headers.TryAddWithoutValidation(name, value))
                content.Headers.TryAddWithoutValidation(name, value);
        }
        return message;
    }
}
