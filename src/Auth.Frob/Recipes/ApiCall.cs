namespace Auth.Frob.Recipes;

/// <summary>One request to the service and what its reply must hold.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
public sealed record ApiCall
{
    /// <summary>The address, with slots in braces.</summary>
    /// <value><c>{slot}</c> is percent-encoded, <c>{+slot}</c> goes in as it is, <c>{method}</c> is <see cref="ApiMethod"/>.</value>
    public required string Endpoint { get; init; }

    /// <summary>The HTTP method.</summary>
    /// <value>Default: POST, which keeps secrets out of addresses and logs.</value>
    public HttpMethod Method { get; init; } = HttpMethod.Post;

    /// <summary>The service's name for what is called.</summary>
    /// <value>Null where the path says it all. Signers and errors use it.</value>
    public string? ApiMethod { get; init; }

    /// <summary>Whether the call is signed.</summary>
    /// <value>Default: false.</value>
    public bool Signed { get; init; }

    /// <summary>The slot of the second secret that signs.</summary>
    /// <value>Null: the shared secret alone. OAuth 1: the frob's, later the token's.</value>
    public Slot? SecondSecret { get; init; }

    /// <summary>Headers of this call.</summary>
    /// <value>Default: none. User-Agent is always sent and is not one of them.</value>
    public ParameterSet Headers { get; init; } = ParameterSet.None;

    /// <summary>What goes into the address.</summary>
    /// <value>Default: nothing.</value>
    public ParameterSet Query { get; init; } = ParameterSet.None;

    /// <summary>What goes into the body.</summary>
    /// <value>Null: no body.</value>
    public ParameterSet? Body { get; init; }

    /// <summary>How the body is written.</summary>
    /// <value>Default: a form.</value>
    public BodyFormat BodyFormat { get; init; }

    /// <summary>What the reply holds.</summary>
    /// <value>Default: nothing is read.</value>
    public ReplyFields Reads { get; init; } = ReplyFields.None;

    /// <summary>The mark of success.</summary>
    /// <value>Null: a reply without an error is one.</value>
    public ReplyExpectation? Expects { get; init; }

    /// <summary>What codes mean in this call alone; looked up before the provider's table.</summary>
    /// <value>Null: the provider's table holds.</value>
    public ErrorMap? Errors { get; init; }

    /// <summary>What it means if a required value is missing in a good reply.</summary>
    /// <value>Default: Malformed. Services that answer an empty token while they wait say Pending.</value>
    public FrobErrorKind WhenMissing { get; init; } = FrobErrorKind.Malformed;
}
