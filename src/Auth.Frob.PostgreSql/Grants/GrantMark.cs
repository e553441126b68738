namespace Auth.Frob.PostgreSql.Grants;

/// <summary>A mark to be written, with its new version.</summary>
internal sealed record GrantMark(GrantKey Key, string Version, DateTimeOffset At, GrantHealth Health)
{
    /// <summary>The values $1 to $9.</summary>
    public object?[] Values => [.. GrantPlace.Of(Key), Version, At, (short)Health.Kind, Health.Why, Health.When];
}
