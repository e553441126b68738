using Auth.Frob.Extensions.Grants;

namespace Auth.Frob.Extensions.Calls;

/// <summary>What a grant must allow for a call, and what to say where it does not.</summary>
internal static class CallPermission
{
    private const string AskForMore =
        "Ask for more: BeginAsync(ConsentRequest.For(grant, add: ...)) asks for what the grant has and what is missing; keep the new grant in its place.";

    private const string CheckCall =
        "Check the method's name, its parameters and whether it wants GET or POST on the service's page of the method.";

    /// <summary>Refuses a call whose needs the grant is known not to cover.</summary>
    public static void Check(FrobClient client, StoredGrant kept, Permissions? needed)
    {
        // A grant that names no area is one of which the service said nothing: it is asked then.
        if (needed is null || client.Provider.Permissions is null || kept.Grant!.Permissions.Count == 0)
            return;
        if (kept.Grant.Permissions.Missing(needed) is { Count: > 0 } missing)
        {
            var cause = $"the grant does not allow {missing}";
            throw new FrobCallException(
                new FrobError(FrobErrorKind.InsufficientPermission) { Cause = cause, Remedy = $"{AskForMore} Nothing was sent." }, kept.Key);
        }
    }

    /// <summary>What the service answered, with what is missing where that is known.</summary>
    public static CallOutcome Outcome(SignedCall call, FrobError error, Permissions? needed)
    {
        if (error.Kind != FrobErrorKind.InsufficientPermission || call.Client.Provider.Permissions is null)
            return new CallOutcome(call.Kept.Key, Advised(error));
        var has = call.Grant.Permissions;
        var missing = needed is null ? Permissions.None : has.Missing(needed);
        var method = error.Call is null ? "the call" : $"'{error.Call}'";
        var cause = missing.Count > 0 ? $"{method} needs {missing}, which the grant does not allow"
            : has.Count == 0 ? $"the grant does not allow {method}; the service never said what it allows"
            : $"the grant does not allow {method}; it allows {has}";
        return new CallOutcome(call.Kept.Key, error with { Cause = cause, Remedy = AskForMore }) { Missing = missing };
    }

    // What helps a sign-in, another flow or a standing parameter, does not help a call of the application's own.
    private static FrobError Advised(FrobError error) =>
        error.Kind is FrobErrorKind.InvalidRequest or FrobErrorKind.Unsupported ? error with { Remedy = CheckCall } : error;
}
