using System.Globalization;
using System.Text.Json;
using Auth.Frob.Testing.Simulation;

namespace LinkedAccounts.Services;

/// <summary>Puts something to listen to and something to look at into a simulated service, which has none of its own.</summary>
internal sealed class Shelf(SimulatedService service, TimeProvider time) : SimulatedService(time)
{
    private static readonly (string Artist, string Name, string Album)[] Tracks =
    [
        ("Hania Rani", "Esja", "Esja"), ("Nils Frahm", "Says", "Spaces"), ("Julianna Barwick", "Inspirit", "Healing Is a Miracle"),
        ("Penguin Cafe", "Perpetuum Mobile", "Signs of Life"), ("Arooj Aftab", "Mohabbat", "Vulture Prince"),
        ("Max Richter", "On the Nature of Daylight", "The Blue Notebooks"),
    ];

    private static readonly (string Title, int Pictures, int DaysAgo)[] Albums =
        [("Winter on the canal", 42, 9), ("Lisbon, tram by tram", 117, 61), ("Birds of the back garden", 23, 140), ("Portraits", 8, 300)];

    protected override string NameOf(SimulatedRequest request) => "";

    // The service itself judges the call: key, signature, token. Only what it had nothing to say to is filled.
    protected override SimulatedReply Answer(SimulatedRequest request)
    {
        var reply = service.HandleAsync(request, CancellationToken.None).GetAwaiter().GetResult();
        var asksForTracks = request.Query["method"] == "user.getRecentTracks";
        var asksForAlbums = request.Address.AbsolutePath.Contains("/album.getList/", StringComparison.Ordinal);
        if ((!asksForTracks && !asksForAlbums) || reply.Status != 200 || reply.BodyText.Contains("error", StringComparison.Ordinal))
            return reply;
        return SimulatedReply.Text(200, "application/json; charset=utf-8", JsonSerializer.Serialize(asksForTracks ? RecentTracks() : AlbumList()));
    }

    protected override SimulatedReply Refuse(SimulatedRequest request, int code) => throw new NotSupportedException("Plan faults on the service itself.");

    private Dictionary<string, object> RecentTracks() => new()
    {
        ["recenttracks"] = new Dictionary<string, object>
        {
            ["track"] = Tracks.Select((track, i) => new Dictionary<string, object>
            {
                ["artist"] = Text(track.Artist),
                ["name"] = track.Name,
                ["album"] = Text(track.Album),
                [i == 0 ? "@attr" : "date"] = i == 0
                    ? new Dictionary<string, string> { ["nowplaying"] = "true" }
                    : new Dictionary<string, string> { ["uts"] = Seconds(Time.GetUtcNow() - TimeSpan.FromMinutes(4 * i)) },
            }),
        },
    };

    private Dictionary<string, object> AlbumList() => new()
    {
        ["api"] = new Dictionary<string, string> { ["status"] = "ok", ["at"] = Seconds(Time.GetUtcNow()) },
        ["albums"] = new Dictionary<string, object>
        {
            ["album"] = Albums.Select((album, i) => new Dictionary<string, object>
            {
                ["album_id"] = $"{1000 + i}",
                ["title"] = album.Title,
                ["count"] = new Dictionary<string, string> { ["docs"] = $"{album.Pictures}" },
                ["dates"] = new Dictionary<string, string> { ["last_update_at"] = Seconds(Time.GetUtcNow() - TimeSpan.FromDays(album.DaysAgo)) },
            }),
        },
    };

    private static Dictionary<string, string> Text(string text) => new() { ["#text"] = text };

    private static string Seconds(DateTimeOffset at) => at.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
}
