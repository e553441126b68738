namespace LinkedAccounts.Calls;

/// <summary>The albums of the person whose grant it is. Source: https://www.ipernity.com/help/api/method/album.getList</summary>
public sealed class Albums(HttpClient http, FrobClients clients)
{
    public Task<CallResult<Album>> ReadAsync(GrantKey key, CancellationToken cancellationToken) => SignedCall.SendAsync(
        http,
        new Uri(clients[key.Instance].ApiAddress, "album.getList/json?per_page=10"),
        key,
        root => root.Down("albums", "album").Each().Select(album => new Album(
            album.Down("title").Text(), album.Down("count", "docs").Text(), album.Down("dates", "last_update_at").Time())),
        cancellationToken);
}
