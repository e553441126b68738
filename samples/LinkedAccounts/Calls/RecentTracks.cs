namespace LinkedAccounts.Calls;

/// <summary>What somebody listened to lately. Source: https://www.last.fm/api/show/user.getRecentTracks</summary>
public sealed class RecentTracks(HttpClient http, FrobClients clients)
{
    public Task<CallResult<Track>> ReadAsync(GrantKey key, CancellationToken cancellationToken) => SignedCall.SendAsync(
        http,
        new Uri(clients[key.Instance].ApiAddress, $"?method=user.getRecentTracks&user={Uri.EscapeDataString(key.Account)}&limit=10&format=json"),
        key,
        root => root.Down("recenttracks", "track").Each().Select(track => new Track(
            track.Down("artist", "#text").Text(), track.Down("name").Text(), track.Down("album", "#text").Text(), track.Down("date", "uts").Time())),
        cancellationToken);
}
