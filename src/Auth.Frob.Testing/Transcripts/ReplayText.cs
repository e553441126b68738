using System.Collections.Immutable;
using System.Text;
using Auth.Frob.Recipes;
using Auth.Frob.Testing.Simulation;

namespace Auth.Frob.Testing.Transcripts;

/// <summary>Puts the flow's own values in the place of <c>{state}</c> and <c>{callback}</c>, worked out without the client.</summary>
internal static class ReplayText
{
    public static Transcript Substituted(Transcript transcript, FrobFlow flow)
    {
        var rule = (flow as ConsentFlow)?.Callback;
        var state = rule is null or { State: StatePlace.None } ? "" : Nonce(transcript, 0);
        var callback = Uri.TryCreate(transcript.Request.Callback, UriKind.Absolute, out var address) ? address.AbsoluteUri : "";
        if (rule is { State: StatePlace.InCallbackAddress } && callback.Length > 0)
            callback = UrlText.Append(callback, rule.StateName, state);
        string Put(string value) => value
            .Replace("{state}", state, StringComparison.Ordinal)
            .Replace("{callback}", callback, StringComparison.Ordinal);
        return transcript with
        {
            Answer = transcript.Answer with { Value = Put(transcript.Answer.Value) },
            Exchanges = [.. transcript.Exchanges.Select(e => new StubHttpExchange(Expect(e.Expect, Put), Reply(e.Reply, Put)))],
            Outcome = Outcome(transcript.Outcome, Put),
        };
    }

    public static string Nonce(Transcript transcript, int index) => index < transcript.Nonces.Length
        ? transcript.Nonces[index]
        : string.Create(System.Globalization.CultureInfo.InvariantCulture, $"n{index + 1}");

    private static StubHttpRequest Expect(StubHttpRequest expect, Func<string, string> put) => expect with
    {
        Url = expect.Url is null ? null : put(expect.Url),
        Query = Texts(expect.Query, put),
        Form = Texts(expect.Form, put),
        Parameters = Texts(expect.Parameters, put),
        Json = Texts(expect.Json, put),
        Headers = Texts(expect.Headers, put)!,
    };

    private static StubHttpReply Reply(StubHttpReply reply, Func<string, string> put)
    {
        var headers = Texts(reply.Headers, put)!;
        // Bytes that are no UTF-8 stay as they are.
        return reply.Body.Span.IndexOf((byte)'{') < 0 || !System.Text.Unicode.Utf8.IsValid(reply.Body.Span)
            ? reply with { Headers = headers }
            : reply with { Headers = headers, Body = Encoding.UTF8.GetBytes(put(Encoding.UTF8.GetString(reply.Body.Span))) };
    }

    private static TranscriptOutcome Outcome(TranscriptOutcome outcome, Func<string, string> put) => outcome with
    {
        Pending = outcome.Pending is not { ConsentUri: { } address } pending ? outcome.Pending : pending with { ConsentUri = put(address) },
    };

    private static ImmutableSortedDictionary<string, string>? Texts(
        ImmutableSortedDictionary<string, string>? texts, Func<string, string> put) =>
        texts?.ToImmutableSortedDictionary(static p => p.Key, p => put(p.Value), texts.KeyComparer);
}
