namespace Auth.Frob.Ipernity;

/// <summary>What an ipernity grant holds beyond every grant.</summary>
/// <param name="Grant">The grant.</param>
/// <remarks>Immutable and thread-safe.</remarks>
public sealed record IpernityGrant(Grant Grant)
{
    /// <summary>The user's language.</summary>
    /// <value>Such as <c>en</c>; null where the service did not say.</value>
    public string? Language => Grant.Extras.GetValueOrDefault(IpernitySlots.Language.Name);

    /// <summary>Whether the user is a paying member.</summary>
    /// <value>Null where the service did not say. The wire has the text <c>0</c> or <c>1</c>.</value>
    public bool? IsPro => Grant.Extras.GetValueOrDefault(IpernitySlots.Pro.Name) switch
    {
        "1" or "true" => true,
        "0" or "false" => false,
        _ => null,
    };
}
