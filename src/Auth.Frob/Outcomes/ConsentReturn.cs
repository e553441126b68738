namespace Auth.Frob.Outcomes;

/// <summary>How the user comes back from the consent page: by a redirect, with a typed code, or unseen.</summary>
/// <remarks>Immutable and thread-safe. Prints nothing of what came back.</remarks>
public sealed class ConsentReturn
{
    private ConsentReturn() { }

    /// <summary>The user says that access was allowed, or nobody says anything.</summary>
    public static ConsentReturn None { get; } = new();

    internal Uri? Address { get; private init; }

    internal Secret? Typed { get; private init; }

    /// <summary>The browser was sent to an address.</summary>
    /// <param name="address">The whole address with its query, as the browser asked for it.</param>
    /// <returns>The return.</returns>
    public static ConsentReturn Redirect(Uri address) => new() { Address = address ?? throw new ArgumentNullException(nameof(address)) };

    /// <summary>The user typed a code that the page showed.</summary>
    /// <param name="code">The code, as typed.</param>
    /// <returns>The return.</returns>
    public static ConsentReturn Code(string code) => string.IsNullOrWhiteSpace(code) || code.Any(char.IsControl)
        ? throw new ArgumentException("A typed code is not empty and holds no control character.", nameof(code))
        : new() { Typed = new Secret(code.Trim()) };

    /// <summary>The kind of return, without what it carries.</summary>
    /// <returns><c>redirect</c>, <c>code</c> or <c>none</c>.</returns>
    public override string ToString() => Address is not null ? "redirect" : Typed is not null ? "code" : "none";
}
