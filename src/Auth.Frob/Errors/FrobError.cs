namespace Auth.Frob.Errors;

/// <summary>A failure of the protocol, as a value: what happened, what becomes of the frob, and what to do.</summary>
/// <param name="Kind">What went wrong.</param>
/// <remarks>Holds no secret and no body text. Immutable and thread-safe.</remarks>
public sealed record FrobError(FrobErrorKind Kind)
{
    /// <summary>The service's own code.</summary>
    /// <value>As the service wrote it, or null where it gave none.</value>
    public string? Code { get; init; }

    /// <summary>The service's own words.</summary>
    /// <value>At most 200 characters, secrets masked; null where it gave none. For people, never to branch on.</value>
    public string? Message { get; init; }

    /// <summary>The call that failed.</summary>
    /// <value>The service's method name or the path; null where no call was made.</value>
    public string? Call { get; init; }

    /// <summary>The HTTP status of the reply.</summary>
    /// <value>100 to 599, or null where no reply came.</value>
    public int? HttpStatus { get; init; }

    /// <summary>The media type that the reply claimed.</summary>
    /// <value>Such as <c>text/html</c>; null where there was none.</value>
    public string? MediaType { get; init; }

    /// <summary>The length of the reply's body.</summary>
    /// <value>Bytes that were read, or null where no reply came.</value>
    public int? Length { get; init; }

    /// <summary>The first cause found, in our own words.</summary>
    /// <value>Such as <c>the reply is an HTML page</c>; null where the code says it all.</value>
    public string? Cause { get; init; }

    /// <summary>How long the service asks to wait.</summary>
    /// <value>From <c>Retry-After</c>; null where it did not say.</value>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>Whether the frob can still be exchanged.</summary>
    /// <value>The kind's default, unless what happened says otherwise.</value>
    public Spent Spent { get; init; } = Kind.DefaultSpent();

    /// <summary>What to do.</summary>
    /// <value>One or two sentences; never null.</value>
    public string Remedy { get => field ?? Kind.DefaultRemedy(); init; }
}
