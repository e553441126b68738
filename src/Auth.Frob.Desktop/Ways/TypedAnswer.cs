namespace Auth.Frob.Desktop.Ways;

/// <summary>Reads what a person typed or pasted.</summary>
internal static class TypedAnswer
{
    /// <summary>What ends a sign-in in which nothing usable was typed.</summary>
    public static FrobError Nothing { get; } = new(FrobErrorKind.Mismatch)
    {
        Cause = $"nothing usable was typed in {SignInRun.Tries} tries",
        Remedy = "Begin again, and paste all of the browser's address line, or the code as the page shows it.",
    };

    /// <summary>The answer; null where it is none.</summary>
    public static ConsentReturn? Read(string typed, ConsentFlow flow, WayBack way, Uri? callback)
    {
        var text = typed.Trim();
        if (flow.Callback is not null && Whole(text, callback) is { } address)
            return ConsentReturn.Redirect(address);
        if (way == WayBack.Enter)
            return text.Length == 0 || flow.Callback is null ? ConsentReturn.None : null;
        return flow.TypedCode is not null && text.Length > 0 && !text.Any(char.IsControl) ? ConsentReturn.Code(text) : null;
    }

    /// <summary>What the person hears, without what was typed.</summary>
    public static string WhatIsWrong(string typed, ConsentFlow flow) => typed.Trim().Length == 0
        ? "Nothing was typed."
        : flow.Callback is null
            ? "That is no code."
            : "That is no whole address: it begins with http:// or the like, and its end counts too.";

    // A system may take a path for an address, and a name with a port for a scheme: neither is what a browser shows.
    private static Uri? Whole(string typed, Uri? callback) => Uri.TryCreate(typed, UriKind.Absolute, out var address)
        && (typed.Contains("://", StringComparison.Ordinal) || address.Scheme == callback?.Scheme) ? address : null;
}
