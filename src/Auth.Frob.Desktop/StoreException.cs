namespace Auth.Frob.Desktop;

/// <summary>A protected store, or the source of its keys, can't be used here.</summary>
/// <remarks>Its texts hold no secret and no account.</remarks>
public sealed class StoreException : Exception
{
    /// <summary>Says what is wrong and what to do.</summary>
    /// <param name="message">One sentence.</param>
    /// <param name="remedy">What to do.</param>
    /// <param name="inner">What the system said; null for nothing.</param>
    public StoreException(string message, string remedy, Exception? inner = null)
        : base(message, inner) => Remedy = remedy;

    /// <summary>What to do.</summary>
    public string Remedy { get; }
}
