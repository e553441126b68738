namespace Auth.Frob.LastFm;

/// <summary>What a Last.fm grant holds beyond every grant.</summary>
/// <param name="Grant">The grant.</param>
/// <remarks>Immutable and thread-safe.</remarks>
public sealed record LastFmGrant(Grant Grant)
{
    /// <summary>Whether the account pays.</summary>
    /// <value>Null where the server does not say. The wire has a number, a text or a truth value.</value>
    public bool? IsSubscriber => Grant.Extras.GetValueOrDefault(LastFmSlots.Subscriber.Name) switch
    {
        "1" or "true" => true,
        "0" or "false" => false,
        _ => null,
    };
}
