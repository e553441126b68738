using System.Text;

namespace Auth.Frob.Testing.Simulation;

/// <summary>What a simulated service answers, whatever carries it.</summary>
/// <param name="Status">The HTTP status.</param>
public sealed record SimulatedReply(int Status)
{
    /// <summary>The content type.</summary>
    /// <value>Null leaves the header field out.</value>
    public string? ContentType { get; init; }

    /// <summary>Further header fields.</summary>
    /// <value>Empty unless given.</value>
    public IReadOnlyList<KeyValuePair<string, string>> Headers { get; init; } = [];

    /// <summary>The body.</summary>
    /// <value>Empty unless given.</value>
    public ReadOnlyMemory<byte> Body { get; init; }

    /// <summary>How long the first byte takes, in the time of the service's clock.</summary>
    /// <value>Zero unless given.</value>
    public TimeSpan Delay { get; init; }

    /// <summary>How the reply ends on the wire.</summary>
    /// <value><see cref="ReplyEnding.Whole"/> unless given.</value>
    public ReplyEnding Ending { get; init; }

    /// <summary>The body read as UTF-8.</summary>
    public string BodyText => Encoding.UTF8.GetString(Body.Span);

    /// <summary>A reply of text.</summary>
    /// <param name="status">The HTTP status.</param>
    /// <param name="contentType">The content type, or null for none.</param>
    /// <param name="text">The body, sent as UTF-8.</param>
    /// <returns>The reply.</returns>
    public static SimulatedReply Text(int status, string? contentType, string text) =>
        new(status) { ContentType = contentType, Body = Encoding.UTF8.GetBytes(text) };

    /// <summary>A page for a person.</summary>
    /// <param name="status">The HTTP status.</param>
    /// <param name="html">The page.</param>
    /// <returns>The reply.</returns>
    public static SimulatedReply Html(int status, string html) => Text(status, "text/html; charset=utf-8", html);

    /// <summary>A redirect (302).</summary>
    /// <param name="address">Where to.</param>
    /// <returns>The reply.</returns>
    public static SimulatedReply Redirect(string address) => new(302) { Headers = [new("Location", address)] };

    /// <summary>This reply with one more header field.</summary>
    /// <param name="name">The field's name.</param>
    /// <param name="value">The field's value.</param>
    /// <returns>The longer reply.</returns>
    public SimulatedReply WithHeader(string name, string value) => this with { Headers = [.. Headers, new(name, value)] };

    /// <summary>The first value of a header field.</summary>
    /// <param name="name">The field's name, in any case.</param>
    /// <returns>The value, or null where the field is not there.</returns>
    public string? Header(string name) =>
        Headers.FirstOrDefault(header => string.Equals(header.Key, name, StringComparison.OrdinalIgnoreCase)).Value;

    /// <summary>Names the status and the type; the body may hold secrets and is not shown.</summary>
    /// <returns>For example <c>200 application/json</c>.</returns>
    public override string ToString() => $"{Status} {ContentType}";
}
