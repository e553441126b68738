namespace Auth.Frob.Signing;

/// <summary>Proves to a service that a request comes from the application: one strategy of a provider.</summary>
/// <remarks>Immutable and thread-safe. A provider with a quirk of its own derives from this in its own folder.</remarks>
public abstract record Signer
{
    /// <summary>Signs a draft: adds a parameter or a header to it.</summary>
    /// <param name="draft">What will be sent; nothing else is signed.</param>
    /// <param name="key">The application's key.</param>
    /// <param name="secondSecret">The secret of the frob or the token, for signers that take one.</param>
    public abstract void Sign(SigningDraft draft, AppKey key, Secret? secondSecret = null);

    /// <summary>Shows what is signed, without any value: names, lengths of the values, order.</summary>
    /// <param name="draft">The draft, signed or not.</param>
    /// <returns>One line that may be printed.</returns>
    public abstract string Explain(SigningDraft draft);
}
