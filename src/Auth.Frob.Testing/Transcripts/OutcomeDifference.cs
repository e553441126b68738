using System.Globalization;
using Auth.Frob.Errors;
using Auth.Frob.Outcomes;

namespace Auth.Frob.Testing.Transcripts;

/// <summary>In what an outcome differs from the expected one, a sentence each.</summary>
internal static class OutcomeDifference
{
    public static IEnumerable<string> Find(
        TranscriptOutcome expected, PendingConsent? pending, Grant? grant, (TranscriptStep Step, FrobError Error)? failure)
    {
        var differences = Failure(expected.Error, failure);
        if (expected.Pending is { } asked)
            differences = differences.Concat(pending is null ? ["nothing is pending"] : Pending(asked, pending));
        if (expected.Grant is { } wanted)
            differences = differences.Concat(grant is null ? ["there is no grant"] : OfGrant(wanted, grant));
        return differences;
    }

    private static IEnumerable<string> Failure(TranscriptError? expected, (TranscriptStep Step, FrobError Error)? failure)
    {
        if (failure is not var (step, error))
            return expected is null ? [] : ["no step failed, and one was to"];
        var (code, said) = (error.Code ?? "none", error.Cause ?? error.Message);
        if (expected is null)
            return [$"the step {step} failed: {error.Kind}, code {code}, HTTP {Number(error.HttpStatus)}: {said}"];
        return Texts(
            ("error.step", expected.Step?.ToString(), step.ToString()),
            ("error.kind", expected.Kind?.ToString(), error.Kind.ToString()),
            ("error.code", expected.Code, error.Code ?? ""),
            ("error.http", expected.Http is { } http ? Number(http) : null, Number(error.HttpStatus)),
            ("error.spent", expected.Spent?.ToString(), error.Spent.ToString()));
    }

    private static IEnumerable<string> Pending(TranscriptPending expected, PendingConsent pending) => Texts(
        ("pending.consentUri", expected.ConsentUri, pending.ConsentUri.Reveal().AbsoluteUri),
        ("pending.userCode", expected.UserCode, pending.UserCode ?? ""),
        ("pending.pollEvery", expected.PollEvery?.ToString(), (pending.PollEvery ?? TimeSpan.Zero).ToString()));

    private static IEnumerable<string> OfGrant(TranscriptGrant expected, Grant grant)
    {
        var account = new Dictionary<string, string?>(StringComparer.Ordinal)
        {
            ["id"] = grant.Account.Id,
            ["name"] = grant.Account.Name,
            ["displayName"] = grant.Account.DisplayName,
        };
        return Texts(
                ("grant.token", expected.Token, grant.Token.Reveal()),
                ("grant.tokenSecret", expected.TokenSecret, grant.TokenSecret?.Reveal() ?? ""))
            .Concat(expected.Account.SelectMany(p => Text($"grant.account.{p.Key}", p.Value, account[p.Key])))
            .Concat(expected.Permissions.SelectMany(p => Text($"grant.permissions.{p.Key}", p.Value, grant.Permissions[p.Key])))
            .Concat(expected.Extras.SelectMany(p => Text($"grant.extras.{p.Key}", p.Value, grant.Extras.GetValueOrDefault(p.Key))));
    }

    private static IEnumerable<string> Texts(params (string Name, string? Expected, string Actual)[] texts) =>
        texts.Where(static t => t.Expected is not null).SelectMany(static t => Text(t.Name, t.Expected, t.Actual));

    private static IEnumerable<string> Text(string name, string? expected, string? actual) =>
        string.Equals(expected, actual, StringComparison.Ordinal) ? [] : [$"{name} is {Show(actual)}, not {Show(expected)}"];

    private static string Number(int? number) => (number ?? 0).ToString(CultureInfo.InvariantCulture);

    private static string Show(string? text) => text is null ? "missing" : $"'{text}'";
}
