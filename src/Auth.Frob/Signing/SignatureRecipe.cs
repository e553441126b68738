namespace Auth.Frob.Signing;

/// <summary>The family's signature as data: names and values in byte order, joined with nothing, a secret, an MD5 in lower-case hex.</summary>
/// <remarks>
/// Values are hashed raw, as UTF-8, before any URL encoding. Immutable and thread-safe; signing up to 32 parameters into a span allocates
/// nothing.
/// </remarks>
public sealed record SignatureRecipe : Signer
{
    /// <summary>The length of every signature.</summary>
    public const int Length = 32;

    // What lies on the stack is zeroed first: no more room than a call with some parameters takes.
    private const int OnStack = 640;
    private const int OrderedOnStack = 128;

    /// <summary>The parameter that carries the signature.</summary>
    /// <value>Default: <c>api_sig</c>. Never signed itself.</value>
    public string Parameter { get; init; } = "api_sig";

    /// <summary>Where the secret stands.</summary>
    /// <value>Default: last.</value>
    public SecretPlace Secret { get; init; } = SecretPlace.Last;

    /// <summary>Whether the method's name is signed between the parameters and the secret.</summary>
    /// <value>Default: no. Links have no method, so nothing is added there.</value>
    public bool EndsWithMethod { get; init; }

    /// <summary>What stands between a name and its value.</summary>
    /// <value>Default: nothing.</value>
    public string Glue { get; init; } = "";

    /// <summary>Parameters that are sent and not signed.</summary>
    /// <value>Exact names; default: none.</value>
    public ImmutableArray<string> LeftOut { get; init; } = [];

    /// <inheritdoc/>
    public override void Sign(SigningDraft draft, AppKey key, Secret? secondSecret = null)
    {
        ArgumentNullException.ThrowIfNull(draft);
        ArgumentNullException.ThrowIfNull(key);
        var value = Sign(draft.Parameters, draft.ApiMethod, secondSecret ?? key.SharedSecret);
        draft.Add(new WireParameter(Parameter, value, true, draft.SignaturePlace));
    }

    /// <inheritdoc/>
    public override string Explain(SigningDraft draft)
    {
        ArgumentNullException.ThrowIfNull(draft);
        return Explain(draft.Parameters, draft.ApiMethod, static p => $"<{p.Value.Length}>");
    }

    /// <summary>Computes a signature.</summary>
    /// <param name="parameters">What will be sent; headers, the signature itself and what is left out are passed over.</param>
    /// <param name="apiMethod">The method's name, or null for a link.</param>
    /// <param name="secret">The shared secret.</param>
    /// <returns>32 lower-case hex digits.</returns>
    public string Sign(ReadOnlySpan<WireParameter> parameters, string? apiMethod, Secret secret)
    {
        Span<char> hex = stackalloc char[Length];
        Sign(parameters, apiMethod, secret, hex);
        return new string(hex);
    }

    /// <summary>Computes a signature into a span, without allocating.</summary>
    /// <param name="parameters">What will be sent; headers, the signature itself and what is left out are passed over.</param>
    /// <param name="apiMethod">The method's name, or null for a link.</param>
    /// <param name="secret">The shared secret.</param>
    /// <param name="hex">Takes 32 lower-case hex digits; at least that long.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no room for the signature.</exception>
    public void Sign(ReadOnlySpan<WireParameter> parameters, string? apiMethod, Secret secret, Span<char> hex)
    {
        ArgumentNullException.ThrowIfNull(secret);
        ArgumentOutOfRangeException.ThrowIfLessThan(hex.Length, Length, nameof(hex));
        var shared = secret.Reveal();
        var method = EndsWithMethod ? apiMethod : null;
        var units = (2 * shared.Length) + (method?.Length ?? 0);
        foreach (ref readonly var p in parameters)
            units += p.Name.Length + p.Value.Length + Glue.Length;
        // A UTF-16 unit takes three bytes at the most.
        var room = units * 3;
        byte[]? rented = null;
        Hash(parameters, method, shared, room <= OnStack ? stackalloc byte[OnStack] : rented = ArrayPool<byte>.Shared.Rent(room), hex);
        if (rented is not null)
            ArrayPool<byte>.Shared.Return(rented);
    }

    /// <summary>Shows the base string with the secret masked and each value as the caller wants it shown.</summary>
    /// <param name="parameters">What will be sent.</param>
    /// <param name="apiMethod">The method's name, or null for a link.</param>
    /// <param name="show">What to print for a parameter's value.</param>
    /// <returns>The base string in signing order.</returns>
    public string Explain(ReadOnlySpan<WireParameter> parameters, string? apiMethod, Func<WireParameter, string> show)
    {
        ArgumentNullException.ThrowIfNull(show);
        var order = new ushort[parameters.Length];
        WireOrder.Sort(parameters, order);
        var text = new StringBuilder();
        if (Secret != SecretPlace.Last)
            text.Append("<secret>");
        foreach (var index in order)
        {
            if (IsSigned(parameters[index]))
                text.Append(parameters[index].Name).Append(Glue).Append(show(parameters[index]));
        }
        if (EndsWithMethod)
            text.Append(apiMethod);
        if (Secret != SecretPlace.First)
            text.Append("<secret>");
        return text.ToString();
    }

    private void Hash(ReadOnlySpan<WireParameter> parameters, string? method, string shared, Span<byte> buffer, Span<char> hex)
    {
        var text = buffer[..WriteBase(parameters, method, shared, buffer)];
        Span<byte> digest = stackalloc byte[MD5.HashSizeInBytes];
        MD5.HashData(text, digest);
        text.Clear();
        Convert.TryToHexStringLower(digest, hex, out _);
    }

    private int WriteBase(ReadOnlySpan<WireParameter> parameters, string? method, string shared, Span<byte> buffer)
    {
        var order = parameters.Length <= OrderedOnStack ? stackalloc ushort[parameters.Length] : new ushort[parameters.Length];
        WireOrder.Sort(parameters, order);
        var at = Secret == SecretPlace.Last ? 0 : Write(shared, buffer);
        foreach (var index in order)
        {
            ref readonly var p = ref parameters[index];
            if (!IsSigned(p))
                continue;
            at += Write(p.Name, buffer[at..]);
            if (Glue.Length > 0)
                at += Write(Glue, buffer[at..]);
            at += Write(p.Value, buffer[at..]);
        }
        if (method is not null)
            at += Write(method, buffer[at..]);
        if (Secret != SecretPlace.First)
            at += Write(shared, buffer[at..]);
        return at;
    }

    // Names, keys and tokens are nearly always ASCII, which is the shorter way.
    private static int Write(string text, Span<byte> to) =>
        Ascii.FromUtf16(text, to, out var written) == OperationStatus.Done ? written : Encoding.UTF8.GetBytes(text, to);

    private bool IsSigned(in WireParameter parameter) => parameter.Place != WirePlace.Header
        && !string.Equals(parameter.Name, Parameter, StringComparison.Ordinal) && (LeftOut.IsEmpty || !LeftOut.Contains(parameter.Name));
}
