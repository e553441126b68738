namespace Auth.Frob.Desktop.Ways;

/// <summary>Whether an answer was somebody else's, so that the person's own is still to come.</summary>
internal static class ForeignAnswer
{
    public static bool Is(FrobError error, Binding binding) => error.Kind switch
    {
        FrobErrorKind.Mismatch => true,
        // Nothing ties such an answer to our question: a frob that the service does not know came from elsewhere.
        FrobErrorKind.InvalidFrob or FrobErrorKind.PendingOrInvalid or FrobErrorKind.Expired => binding == Binding.BrowserOnly,
        _ => false,
    };
}
