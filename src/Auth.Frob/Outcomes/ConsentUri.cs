using System.Diagnostics;

namespace Auth.Frob.Outcomes;

/// <summary>The address to send the user to. Its text shows scheme and host alone, because a frob and a signature may ride in the rest.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
[DebuggerDisplay("{ToString(),nq}")]
public sealed class ConsentUri
{
    [DebuggerBrowsable(DebuggerBrowsableState.Never)]
    private readonly Uri _address;

    internal ConsentUri(Uri address) => _address = address;

    /// <summary>Gives the address away, to be opened in a browser or shown to the person.</summary>
    /// <returns>The whole address.</returns>
    /// <remarks>Not for logs.</remarks>
    public Uri Reveal() => _address;

    /// <summary>Scheme and host alone: a frob may ride in the path as well as in the query.</summary>
    /// <returns>A text that may be logged.</returns>
    public override string ToString() => $"{_address.GetLeftPart(UriPartial.Authority)}/***";
}
