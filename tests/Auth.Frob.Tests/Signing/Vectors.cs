using System.Text.Json;
using Auth.Frob.Signing;

namespace Auth.Frob.Tests.Signing;

/// <summary>The digests that others published or computed, and what each of them signs.</summary>
internal static class Vectors
{
    public static readonly SignatureRecipe LastFm = new() { LeftOut = ["format", "callback"] };
    public static readonly SignatureRecipe Ipernity = new() { EndsWithMethod = true };
    public static readonly SignatureRecipe SecretFirst = new() { Secret = SecretPlace.First };
    public static readonly SignatureRecipe Glued = new() { Glue = "=" };
    public static readonly SignatureRecipe BothEnds = new() { Secret = SecretPlace.BothEnds };

    private const string PairA = "api_key=6fa87ba500002712bd4eed6020f3bd72", SecretA = "e9a599f0cf6ce193";
    private const string PairB = "api_key=0123456789abcdef0123456789abcdef", SecretB = "0a2b3c4d5e6a7b8d";
    private const string Flickr = "api_key=9a0554259914a86fb9e7eb014e4e5d52", FlickrSecret = "000005fab4534d05";

    /// <summary>What each vector of the family signs; the file gives the base string alone, in which names and values run together.</summary>
    public static readonly IReadOnlyDictionary<string, Signed> Family = new Dictionary<string, Signed>(StringComparer.Ordinal)
    {
        ["ip-1"] = new(Ipernity, $"keywords=easy|doc_id=1234|{PairA}", SecretA, "doc.tags.add"),
        ["ip-2"] = new(Ipernity, $"perm_network=read|{PairA}", SecretA),
        ["ip-bad-1"] = new(Ipernity, $"perm_doc=write|{PairA}", SecretA),
        ["ip-bad-2"] = new(Ipernity, $"perm_doc=write|{PairA}|frob=454-712bd4eed6", SecretA),
        ["ip-bad-3"] = new(Ipernity, $"perm_doc=write|{PairB}", SecretB),
        ["ip-bad-4"] = new(Ipernity, $"frob=123456789-0ad5e2a80ad5e2a8|{PairB}", SecretB, "auth.getToken"),
        ["ip-3"] = new(Ipernity, PairB, SecretB, "auth.getFrob"),
        ["ip-4"] = new(Ipernity, $"perm_doc=write|{PairB}", SecretB),
        ["ip-5"] = new(Ipernity, $"perm_network=read|perm_doc=write|{PairB}", SecretB),
        ["ip-6"] = new(Ipernity, $"perm_doc=write|frob=454-712bd4eed6|{PairB}", SecretB),
        ["ip-7"] = new(Ipernity, $"frob=454-712bd4eed6|{PairB}", SecretB, "auth.getToken"),
        ["ip-8"] = new(Ipernity, $"auth_token=12345-a0b1c2d3e4f5|{PairB}", SecretB, "auth.checkToken"),
        ["ip-9"] = new(Ipernity, $"lg=en|{PairB}", SecretB, "auth.getFrob"),
        ["ip-10"] = new(Ipernity, $"title=Été & co.|doc_id=42|auth_token=12345-a0b1c2d3e4f5|{PairB}", SecretB, "doc.set"),
        ["ip-10x"] = new(Ipernity, $"title=Été & co.|doc_id=42|auth_token=12345-a0b1c2d3e4f5|{PairB}", SecretB, "doc.set"),
        ["fl-1"] = new(SecretFirst, $"method=flickr.auth.getFrob|{Flickr}", FlickrSecret),
        ["fl-2"] = new(SecretFirst, $"perms=write|{Flickr}", FlickrSecret),
        ["fl-3"] = new(SecretFirst, $"mini_token=123-456-789|method=flickr.auth.getFullToken|{Flickr}", FlickrSecret),
        ["rtm-1"] = new(SecretFirst, "yxz=foo|feg=bar|abc=baz", "BANANAS"),
        ["mm-1"] = new(SecretFirst, "yxz=foo|feg=bar|abc=baz", "DEADBEEF"),
        ["cc-1"] = new(SecretFirst, "yxz=foo|feg=bar|abc=baz", "KILLERBRAIN"),
        ["vi-1"] = new(SecretFirst, "method=vimeo.auth.getFrob|api_key=12345", "09876"),
        ["vi-2"] = new(SecretFirst, "perms=write|api_key=12345", "6789"),
        ["vi-3"] = new(SecretFirst, "video_id=375747|method=vimeo.videos.comments.getList|api_key=df3f791718032a70119d35d65d8b6d0d", "sec12345"),
        ["lf-1"] = new(LastFm, "token=YOUR_REQUESTED_TOKEN|method=auth.getSession|api_key=YOUR_API_KEY|format=json", "YOUR_SECRET"),
        ["lf-2"] = new(LastFm, "track=RAINSICK|sk=YOUR_SESSION_KEY|method=track.love|artist=KITANO REM|api_key=YOUR_API_KEY", "YOUR_SECRET"),
        ["fb-1"] = new(Glued, "yxz=foo|feg=bar|abc=baz", "BANANAS"),
        ["tb-1"] = new(BothEnds, "foobar=4|foo_bar=3|foo=1|bar=2", "helloworld"),
        ["amb-1"] = new(SecretFirst, "foo=bar", "BANANAS"),
        ["amb-2"] = new(SecretFirst, "foob=ar", "BANANAS"),
    };

    /// <summary>Vectors that no signature recipe makes: Subsonic hashes a password and a salt, with no parameters; OAuth 1 has its own signer.</summary>
    public static readonly IReadOnlyList<string> NoRecipe = ["su-1", "o1-1", "o1-2"];

    public static IReadOnlyList<JsonElement> Read(string file)
    {
        using var document = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "Vectors", file)));
        return [.. document.RootElement.EnumerateArray().Select(static element => element.Clone())];
    }

    public static string Text(this JsonElement element, string name) => element.GetProperty(name).GetString()!;

    public static WireParameter[] Parameters(this JsonElement element, string name) =>
        [.. element.GetProperty(name).EnumerateObject().Select(static member => new WireParameter(member.Name, member.Value.GetString()!))];

    public sealed record Signed(SignatureRecipe Recipe, string Pairs, string Secret, string? Method = null)
    {
        public WireParameter[] Parameters =>
            [.. Pairs.Split('|').Select(static pair => pair.Split('=', 2)).Select(static pair => new WireParameter(pair[0], pair[1]))];

        public string Value => Recipe.Sign(Parameters, Method, new Frob.Slots.Secret(Secret));
    }
}
