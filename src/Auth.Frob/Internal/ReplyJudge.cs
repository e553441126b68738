namespace Auth.Frob.Internal;

/// <summary>Says what a reply means: the body before the status, by content, not by content type.</summary>
internal readonly struct ReplyJudge(CallPlan plan, SigningDraft draft, TimeProvider time)
{
    private const int MessageLimit = 200;
    private const int LongestCode = 12;
    private const string OnePending =
        "Begin again. This server keeps one pending sign-in per key: a second Begin with one key ends the first, so run one at a time.";

    /// <summary>Null is success, and the fields are in the state.</summary>
    public FrobError? Judge(HttpResponseMessage response, ReadOnlyMemory<byte> body, bool isTooLarge, Uri? asked, FlowState state)
    {
        if (asked is not null && response.RequestMessage?.RequestUri is { } answered && answered != asked)
            return Error(FrobErrorKind.Malformed, response, body, "another address answered: the transport followed a redirect");
        if (isTooLarge)
            return ByStatus(response, body, "the reply is larger than 1 MiB");
        var reading = plan.Client.Provider.Reader.Read(body, plan.Shape);
        if (reading.Fault is not null)
            return ByStatus(response, body, reading.Fault);
        if (ServiceError(reading, response, body, state.Values) is { } error)
            return error;
        if (!response.IsSuccessStatusCode)
            return ByStatus(response, body, null);
        if (plan.Call.Expects is { } expects && (reading.First(plan.Marks) is { } mark ? mark != expects.Value : !expects.IsOptional))
            return Error(FrobErrorKind.Malformed, response, body, "the reply has neither the mark of success nor a code");
        return FieldReading.Take(plan, reading, state) is { } missing ? Error(missing.Kind, response, body, missing.Cause) : null;
    }

    private FrobError? ServiceError(ReplyReading reading, HttpResponseMessage response, ReadOnlyMemory<byte> body, SlotValues values)
    {
        foreach (var (place, messages) in plan.ErrorPlaces)
        {
            if (reading.Values[place] is not { } code)
                continue;
            var row = plan.FindError(code);
            // A word that the table does not have is text that happens to stand there, such as {"error":"not found"}.
            if (row is null && (code.Length > LongestCode || code.AsSpan().ContainsAnyExceptInRange('0', '9')))
                continue;
            var kind = row?.Kind ?? FrobErrorKind.Unknown;
            return Error(kind, response, body, null) with
            {
                Code = code,
                Message = Message(reading.First(messages), values),
                Remedy = Remedy(kind, row),
            };
        }
        return null;
    }

    private string Remedy(FrobErrorKind kind, ErrorRow? row) => kind switch
    {
        _ when row?.Remedy is { } remedy => remedy,
        FrobErrorKind.InvalidFrob when plan.Client.Provider.OnePendingPerKey => OnePending,
        FrobErrorKind.InvalidSignature when plan.Signer is not null =>
            $"Check the shared secret. Signed was, with lengths for values: {plan.Signer.Explain(draft)}. "
            + "Usual causes: another key's secret, a parameter added after signing, a proxy that rewrites the body.",
        _ => kind.DefaultRemedy(),
    };

    private static string? Message(string? text, SlotValues values)
    {
        var masked = text is null ? null : string.Concat(values.Mask(text.Trim()).Select(static c => char.IsControl(c) ? ' ' : c));
        // Half a surrogate pair is no text.
        return masked is { Length: > MessageLimit }
            ? masked[..(char.IsHighSurrogate(masked[MessageLimit - 1]) ? MessageLimit - 1 : MessageLimit)]
            : masked;
    }

    /// <summary>What a reply without a code of the service means: pace and maintenance by HTTP status, all else is none of its forms.</summary>
    private FrobError ByStatus(HttpResponseMessage response, ReadOnlyMemory<byte> body, string? cause)
    {
        var status = (int)response.StatusCode;
        var http = string.Create(CultureInfo.InvariantCulture, $"HTTP {status} without a code of the service");
        return status switch
        {
            429 => Error(FrobErrorKind.RateLimited, response, body, cause ?? http),
            502 or 503 or 504 => Error(FrobErrorKind.Unavailable, response, body, cause ?? http) with { Spent = Spent.Unknown },
            >= 300 and < 400 => Error(FrobErrorKind.Malformed, response, body, "the reply is a redirect to another address") with
            {
                Remedy = "Set the exact address: the one that is set redirects, and a redirect is never followed (often a slash at the end is missing).",
            },
            _ => Error(FrobErrorKind.Malformed, response, body, cause ?? http),
        };
    }

    private FrobError Error(FrobErrorKind kind, HttpResponseMessage response, ReadOnlyMemory<byte> body, string? cause) => new(kind)
    {
        Call = plan.Name,
        HttpStatus = (int)response.StatusCode,
        MediaType = response.Content.Headers.ContentType?.MediaType,
        Length = body.Length,
        Cause = cause,
        RetryAfter = RetryAfter(response),
    };

    private TimeSpan? RetryAfter(HttpResponseMessage response)
    {
        var header = response.Headers.RetryAfter;
        var wait = header?.Delta ?? (header?.Date is { } date ? date - time.GetUtcNow() : null);
        return wait is { } span && span < TimeSpan.Zero ? TimeSpan.Zero : wait;
    }
}
