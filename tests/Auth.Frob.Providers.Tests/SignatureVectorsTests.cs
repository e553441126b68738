using System.Text.Json;
using Auth.Frob.Testing.Simulation;

namespace Auth.Frob.Providers.Tests;

/// <summary>The services' own signature code, against digests that others published or computed.</summary>
public sealed class SignatureVectorsTests
{
    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "Recorded", "vectors");

    // Each family vector as prefix, parameters and suffix; the base string in the file is what they must make together.
    private static readonly Dictionary<string, (string Before, string Parameters, string After)> Family = new()
    {
        ["ip-1"] = ("", $"doc_id=1234&keywords=easy&api_key={PairA}", "doc.tags.add" + SecretA),
        ["ip-2"] = ("", $"perm_network=read&api_key={PairA}", SecretA),
        ["ip-bad-1"] = ("", $"perm_doc=write&api_key={PairA}", SecretA),
        ["ip-bad-2"] = ("", $"perm_doc=write&frob=454-712bd4eed6&api_key={PairA}", SecretA),
        ["ip-bad-3"] = ("", $"perm_doc=write&api_key={PairB}", SecretB),
        ["ip-bad-4"] = ("", $"frob=123456789-0ad5e2a80ad5e2a8&api_key={PairB}", "auth.getToken" + SecretB),
        ["ip-3"] = ("", $"api_key={PairB}", "auth.getFrob" + SecretB),
        ["ip-4"] = ("", $"perm_doc=write&api_key={PairB}", SecretB),
        ["ip-5"] = ("", $"perm_network=read&perm_doc=write&api_key={PairB}", SecretB),
        ["ip-6"] = ("", $"perm_doc=write&frob=454-712bd4eed6&api_key={PairB}", SecretB),
        ["ip-7"] = ("", $"frob=454-712bd4eed6&api_key={PairB}", "auth.getToken" + SecretB),
        ["ip-8"] = ("", $"auth_token=12345-a0b1c2d3e4f5&api_key={PairB}", "auth.checkToken" + SecretB),
        ["ip-9"] = ("", $"lg=en&api_key={PairB}", "auth.getFrob" + SecretB),
        ["ip-10"] = ("", $"title=Été %26 co.&doc_id=42&auth_token=12345-a0b1c2d3e4f5&api_key={PairB}", "doc.set" + SecretB),
        ["ip-10x"] = ("", $"title=%25C3%2589t%25C3%25A9%2B%2526%2Bco.&doc_id=42&auth_token=12345-a0b1c2d3e4f5&api_key={PairB}", "doc.set" + SecretB),
        ["fl-1"] = ("000005fab4534d05", "method=flickr.auth.getFrob&api_key=9a0554259914a86fb9e7eb014e4e5d52", ""),
        ["fl-2"] = ("000005fab4534d05", "perms=write&api_key=9a0554259914a86fb9e7eb014e4e5d52", ""),
        ["fl-3"] = ("000005fab4534d05", "mini_token=123-456-789&method=flickr.auth.getFullToken&api_key=9a0554259914a86fb9e7eb014e4e5d52", ""),
        ["rtm-1"] = ("BANANAS", "yxz=foo&feg=bar&abc=baz", ""),
        ["mm-1"] = ("DEADBEEF", "yxz=foo&feg=bar&abc=baz", ""),
        ["cc-1"] = ("KILLERBRAIN", "yxz=foo&feg=bar&abc=baz", ""),
        ["vi-1"] = ("09876", "method=vimeo.auth.getFrob&api_key=12345", ""),
        ["vi-2"] = ("6789", "perms=write&api_key=12345", ""),
        ["vi-3"] = ("sec12345", "video_id=375747&method=vimeo.videos.comments.getList&api_key=df3f791718032a70119d35d65d8b6d0d", ""),
        ["lf-1"] = ("", "token=YOUR_REQUESTED_TOKEN&method=auth.getSession&api_key=YOUR_API_KEY", "YOUR_SECRET"),
        ["lf-2"] = ("", "track=RAINSICK&sk=YOUR_SESSION_KEY&method=track.love&artist=KITANO REM&api_key=YOUR_API_KEY", "YOUR_SECRET"),
        ["su-1"] = ("sesame", "", "c19b2d"),
        ["fb-1"] = ("", "yxz%3D=foo&feg%3D=bar&abc%3D=baz", "BANANAS"),
        ["tb-1"] = ("helloworld", "foobar=4&foo_bar=3&foo=1&bar=2", "helloworld"),
        ["amb-1"] = ("BANANAS", "foo=bar", ""),
        ["amb-2"] = ("BANANAS", "foob=ar", ""),
    };

    private static string PairA => "6fa87ba500002712bd4eed6020f3bd72";

    private static string SecretA => "e9a599f0cf6ce193";

    private static string PairB => "0123456789abcdef0123456789abcdef";

    private static string SecretB => "0a2b3c4d5e6a7b8d";

    public static TheoryData<int> LastFm => Count("lastfm.json");

    public static TheoryData<int> Implementations => Count("implementations.json");

    public static TheoryData<string> FamilyIds => [.. Read("frob-family.json").Select(Id).Where(id =>
        !id.StartsWith("o1-", StringComparison.Ordinal))];

    [Theory]
    [MemberData(nameof(LastFm))]
    public void Last_fm_vectors_come_out_and_the_wrong_ones_do_not(int index)
    {
        JsonElement vector = Read("lastfm.json")[index];
        string signature = ConcatSignature.Compute(
            Pairs(vector.GetProperty("parameters")).Where(pair => pair.Key is not ("format" or "callback")), "", Text(vector, "secret"));

        (signature == Text(vector, "api_sig")).Should().Be(!vector.TryGetProperty("mustNotBeProduced", out _));
    }

    [Theory]
    [MemberData(nameof(Implementations))]
    public void Independent_implementations_agree(int index)
    {
        JsonElement vector = Read("implementations.json")[index];
        string secret = Text(vector, "secret");
        (string before, string after) = (Text(vector, "provider"), Text(vector, "kind")) switch
        {
            ("flickr" or "rtm", _) => (secret, ""),
            ("ipernity", "api call") => ("", Text(vector, "method") + secret),
            _ => ("", secret),
        };

        ConcatSignature.Compute(Pairs(vector.GetProperty("signed_parameters")), before, after).Should().Be(Text(vector, "api_sig"));
    }

    [Theory]
    [MemberData(nameof(FamilyIds))]
    public void Family_vectors_come_out_and_unverifiable_ones_do_not(string id)
    {
        JsonElement vector = Read("frob-family.json").Single(element => Id(element) == id);
        (string before, string parameters, string after) = Family[id];
        IReadOnlyDictionary<string, string> signed = SimulatedParameters.Parse(parameters).Values;

        string signature = ConcatSignature.Compute(signed, before, after);

        signature.Should().Be(Text(vector, "md5"));
        if (Text(vector, "status").Contains("NOT", StringComparison.Ordinal))
        {
            signature.Should().NotBe(Text(vector, "published"));
        }
    }

    [Fact]
    public void A_value_that_is_encoded_before_it_is_hashed_gives_another_signature()
    {
        JsonElement[] vectors = [.. Read("frob-family.json")];
        Text(vectors.Single(v => Id(v) == "ip-10"), "md5").Should().NotBe(Text(vectors.Single(v => Id(v) == "ip-10x"), "md5"));
    }

    private static TheoryData<int> Count(string file) => [.. Enumerable.Range(0, Read(file).Count)];

    private static List<JsonElement> Read(string file) =>
        [.. JsonElement.Parse(File.ReadAllBytes(Path.Combine(Folder, file))).EnumerateArray()];

    private static string Id(JsonElement vector) => Text(vector, "id");

    private static string Text(JsonElement vector, string name) => vector.GetProperty(name).GetString()!;

    private static IEnumerable<KeyValuePair<string, string>> Pairs(JsonElement parameters) =>
        parameters.EnumerateObject().Select(member => new KeyValuePair<string, string>(member.Name, member.Value.GetString()!));
}
