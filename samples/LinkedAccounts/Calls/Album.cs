namespace LinkedAccounts.Calls;

/// <summary>An album of pictures.</summary>
public sealed record Album(string Title, string Pictures, DateTimeOffset? ChangedAt);
