using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Auth.Frob.Errors;

namespace Auth.Frob.Testing.Transcripts;

/// <summary>Reads a transcript without reflection and names every fault of the file at once.</summary>
internal static class TranscriptReader
{
    public static Transcript Read(string json, string file)
    {
        var faults = ImmutableArray.CreateBuilder<TranscriptFault>();
        void Fault(string member, string message) => faults.Add(new TranscriptFault(file, member, message));
        Transcript? transcript = null;
        try
        {
            using var document = JsonDocument.Parse(json);
            transcript = new TranscriptMembers(document.RootElement, "", Fault).Read(members => Whole(members, file));
        }
        catch (JsonException broken)
        {
            Fault("", string.Create(CultureInfo.InvariantCulture, $"is no JSON from line {broken.LineNumber + 1} on"));
        }
        catch (InvalidOperationException)
        {
            // Half a surrogate pair, written as an escape.
            Fault("", "holds a text that is not Unicode");
        }
        return faults.Count == 0 ? transcript! : throw new TranscriptFormatException(faults.ToImmutable());
    }

    private static Transcript Whole(TranscriptMembers m, string file)
    {
        foreach (var needed in (ReadOnlySpan<string>)["app", "exchanges", "outcome"])
        {
            if (!m.Has(needed))
                m.Fault(needed, "is missing");
        }
        var app = m.Object("app", static a => (string[])[a.NeededText("apiKey"), a.Text("sharedSecret") ?? ""]) ?? ["", ""];
        var transcript = new Transcript
        {
            File = file,
            Title = m.Text("title") ?? "",
            Source = m.Text("source") ?? "",
            Provider = m.NeededText("provider"),
            Flow = m.NeededText("flow"),
            Nonces = m.Texts("nonces"),
            ApiKey = app[0],
            SharedSecret = app[1].Length == 0 ? null : app[1],
            Settings = m.Map("settings") ?? Transcript.NoTexts,
            Standing = m.Map("standing") ?? Transcript.NoTexts,
            Request = m.Object("request", Request) ?? new TranscriptRequest(),
            Steps = m.Words<TranscriptStep>("steps"),
            Exchanges = m.Objects("exchanges", Exchange),
            Answer = m.Object("answer", Answer) ?? new TranscriptAnswer(TranscriptAnswerKind.None, ""),
            Grant = m.Object("grant", Grant),
            Outcome = m.Object("outcome", Outcome) ?? new TranscriptOutcome(),
        };
        return m.Text("now") is not { } text ? transcript : transcript with { Now = Time(m, text) ?? transcript.Now };
    }

    private static DateTimeOffset? Time(TranscriptMembers m, string text)
    {
        if (DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time))
            return time;
        m.Fault("now", "must be a time such as 2026-01-01T00:00:00Z");
        return null;
    }

    private static TranscriptRequest Request(TranscriptMembers m) => new()
    {
        Permissions = m.Map("permissions") ?? Transcript.NoTexts,
        Callback = m.Text("callback"),
        Username = m.Text("username"),
        Password = m.Text("password"),
    };

    private static StubHttpExchange Exchange(TranscriptMembers m)
    {
        foreach (var needed in (ReadOnlySpan<string>)["expect", "reply"])
        {
            if (!m.Has(needed))
                m.Fault(needed, "is missing");
        }
        return new(m.Object("expect", Expect) ?? new StubHttpRequest(), m.Object("reply", Reply) ?? new StubHttpReply());
    }

    private static StubHttpRequest Expect(TranscriptMembers m) => new()
    {
        Method = m.Text("method"),
        Url = m.Text("url"),
        Query = m.Map("query"),
        Form = m.Map("form"),
        Parameters = m.Map("parameters"),
        Json = m.Map("json"),
        Headers = m.Map("headers", StringComparer.OrdinalIgnoreCase) ?? new StubHttpRequest().Headers,
        IsPartial = m.Flag("partial"),
    };

    private static StubHttpReply Reply(TranscriptMembers m)
    {
        if (m.Has("body") && m.Has("bodyBase64"))
            m.Fault("bodyBase64", "stands beside body; one of them is enough");
        var status = m.Number("status") ?? 200;
        if (status is < 100 or > 599)
            m.Fault("status", "must be an HTTP status");
        return new()
        {
            Status = status,
            Headers = m.Map("headers", StringComparer.OrdinalIgnoreCase) ?? new StubHttpReply().Headers,
            ContentType = m.Text("contentType"),
            Body = Body(m),
            Fault = m.Word<StubHttpFault>("fault") ?? StubHttpFault.None,
        };
    }

    private static byte[] Body(TranscriptMembers m)
    {
        var text = m.Text("body");
        if (m.Text("bodyBase64") is not { } coded)
            return Encoding.UTF8.GetBytes(text ?? "");
        try
        {
            return Convert.FromBase64String(coded);
        }
        catch (FormatException)
        {
            m.Fault("bodyBase64", "is no base64");
            return [];
        }
    }

    private static TranscriptAnswer Answer(TranscriptMembers m) =>
        new(m.Word<TranscriptAnswerKind>("kind") ?? TranscriptAnswerKind.None, m.Text("value") ?? "");

    private static TranscriptGrant Grant(TranscriptMembers m) => new()
    {
        Token = m.Text("token"),
        TokenSecret = m.Text("tokenSecret"),
        Account = m.NullableMap("account", "id", "name", "displayName") ?? new TranscriptGrant().Account,
        Permissions = m.Map("permissions") ?? Transcript.NoTexts,
        Extras = m.NullableMap("extras") ?? new TranscriptGrant().Extras,
    };

    private static TranscriptOutcome Outcome(TranscriptMembers m)
    {
        var outcome = new TranscriptOutcome
        {
            Pending = m.Object("pending", Pending),
            Grant = m.Object("grant", Grant),
            Error = m.Object("error", Error),
        };
        if (outcome is { Pending: null, Grant: null, Error: null })
            m.Fault("", "needs one of: pending, grant, error");
        return outcome;
    }

    private static TranscriptPending Pending(TranscriptMembers m) => new()
    {
        ConsentUri = m.Text("consentUri"),
        UserCode = m.Text("userCode"),
        PollEvery = m.Duration("pollEvery"),
    };

    private static TranscriptError Error(TranscriptMembers m) => new()
    {
        Step = m.Word<TranscriptStep>("step"),
        Kind = m.Word<FrobErrorKind>("kind"),
        Code = m.Text("code"),
        Http = m.Number("http"),
        Spent = m.Word<Spent>("spent"),
    };
}
