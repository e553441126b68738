namespace Auth.Frob.PostgreSql.Grants;

/// <summary>A sealed grant to be written, with its new version.</summary>
internal sealed record GrantWrite(GrantKey Key, string Version, DateTimeOffset At, byte[] Envelope)
{
    /// <summary>The values $1 to $8.</summary>
    public object?[] Values => [.. GrantPlace.Of(Key), Version, At, GrantSeal.Format, Envelope];
}
