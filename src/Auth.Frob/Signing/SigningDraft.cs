using System.Runtime.InteropServices;

namespace Auth.Frob.Signing;

/// <summary>A request or a link that waits for its signature: what will be sent, in the order it was written.</summary>
/// <remarks>Not thread-safe; made for one request. Prints parameter names only.</remarks>
public sealed class SigningDraft
{
    private readonly List<WireParameter> _parameters = [];

    /// <summary>The request's method.</summary>
    /// <value>Default: POST.</value>
    public HttpMethod Method { get; init; } = HttpMethod.Post;

    /// <summary>The address without query.</summary>
    /// <value>Absolute; OAuth signs it, concatenation does not.</value>
    public required string Address { get; init; }

    /// <summary>The service's method name.</summary>
    /// <value>Null for a consent link, and for services that have none.</value>
    public string? ApiMethod { get; init; }

    /// <summary>Where a signature travels.</summary>
    /// <value>Default: the body.</value>
    public WirePlace SignaturePlace { get; init; } = WirePlace.Body;

    /// <summary>The clock of signers that send a timestamp.</summary>
    /// <value>Default: the system's.</value>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>The source of nonces of signers that send one.</summary>
    /// <value>Default: 128 random bits in lower-case hex.</value>
    public Func<string> NextNonce { get; init; } = Nonce.Next;

    /// <summary>What will be sent so far.</summary>
    /// <value>A view that is good until the next change.</value>
    public ReadOnlySpan<WireParameter> Parameters => CollectionsMarshal.AsSpan(_parameters);

    /// <summary>Room for as many parameters as will be added, where that is known.</summary>
    internal int Room { init => _parameters.Capacity = value; }

    /// <summary>Adds a parameter at the end.</summary>
    /// <param name="parameter">The parameter.</param>
    public void Add(in WireParameter parameter) => _parameters.Add(parameter);

    /// <summary>Adds what a query or a form says, decoded, in its order.</summary>
    /// <param name="text">Names and values as they travel, percent-encoded and joined with <c>&amp;</c>; without a question mark.</param>
    /// <param name="place">Where they travel.</param>
    public void AddEncoded(string text, WirePlace place) =>
        _parameters.AddRange(QueryText.Parse(text).Select(pair => new WireParameter(pair.Name, pair.Value, false, place)));

    /// <summary>Takes parameters away.</summary>
    /// <param name="match">Which ones.</param>
    public void Remove(Predicate<WireParameter> match) => _parameters.RemoveAll(match);
}
