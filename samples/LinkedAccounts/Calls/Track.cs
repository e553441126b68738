namespace LinkedAccounts.Calls;

/// <summary>A track that somebody listened to; without a time it is playing now.</summary>
public sealed record Track(string Artist, string Title, string Album, DateTimeOffset? At);
