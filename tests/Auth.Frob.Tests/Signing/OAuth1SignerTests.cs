using System.Security.Cryptography;
using System.Text;
using Auth.Frob.Signing;
using Auth.Frob.Slots;
using Auth.Frob.Testing;

namespace Auth.Frob.Tests.Signing;

/// <summary>RFC 5849: its example of section 1.2, and the rules of the base string of section 3.4.1.</summary>
public sealed class OAuth1SignerTests
{
    public static IEnumerable<string> Vectors => ["o1-1", "o1-2"];

    [Fact]
    public void The_first_request_of_the_example_is_signed_as_printed() => Signature(
        Draft("https://photos.example.net/initiate", 137131200, "wIjqoS", "oauth_consumer_key=dpf43f3p2l4k3l03", "oauth_callback=http://printer.example.com/ready"),
        "kd94hf93k423kf44", null).Should().Be("74KNZJeDHnMBp0EMJ9ZHt/XKycU=");

    [Fact]
    public void The_second_request_of_the_example_is_signed_as_printed() => Signature(
        Draft("https://photos.example.net/token", 137131201, "walatlh", "oauth_consumer_key=dpf43f3p2l4k3l03", "oauth_token=hh5s93j4hdidpola", "oauth_verifier=hfdp7dh39dks9884"),
        "kd94hf93k423kf44", "hdhd0244k9j7ao03").Should().Be("gKgrFCywp7rO0OXSjdot/IHF7IU=");

    [Fact]
    public void The_third_request_of_the_example_is_signed_as_printed() => Signature(
        Draft("http://photos.example.net/photos", 137131202, "chapoH", HttpMethod.Get, "oauth_consumer_key=dpf43f3p2l4k3l03", "oauth_token=nnch734d00sl2jdk", "file=vacation.jpg", "size=original"),
        "kd94hf93k423kf44", "pfkkdhi9sl3r4s00").Should().Be("MdpQcU8iPSUjWoN/UDMsK2sui9I=");

    [Fact]
    public void The_base_string_is_encoded_sorted_and_keeps_duplicates()
    {
        var draft = Draft(
            "http://EXAMPLE.COM:80/request", 137131201, "7d8f3e4a", "b5==%3D", "a3=a", "c@=", "a2=r b", "oauth_consumer_key=9djdj82h48djs9d2", "oauth_token=kkk9d7dh3k39sjv7", "c2=", "a3=2 q");
        // Section 3.4.1.1 prints this base string; its parts are joined here as they are there.
        const string Printed = "POST&http%3A%2F%2Fexample.com%2Frequest&a2%3Dr%2520b%26a3%3D2%2520q%26a3%3Da%26b5%3D%253D%25253D%26c%2540%3D%26c2%3D"
            + "%26oauth_consumer_key%3D9djdj82h48djs9d2%26oauth_nonce%3D7d8f3e4a%26oauth_signature_method%3DHMAC-SHA1"
            + "%26oauth_timestamp%3D137131201%26oauth_token%3Dkkk9d7dh3k39sjv7";
        Signature(draft, "j49sk3j29djd", "dh893hdasih9").Should().Be(Hmac("j49sk3j29djd&dh893hdasih9", Printed));
    }

    [Theory]
    [InlineData("http://example.com:80/r", "http%3A%2F%2Fexample.com%2Fr")]
    [InlineData("https://example.com:443/r", "https%3A%2F%2Fexample.com%2Fr")]
    [InlineData("https://Example.COM:8443/R%20V/X?left=out", "https%3A%2F%2Fexample.com%3A8443%2FR%2520V%2FX")]
    [InlineData("http://127.0.0.1:81", "http%3A%2F%2F127.0.0.1%3A81%2F")]
    public void The_address_loses_its_default_port_and_query(string address, string encoded)
    {
        var text = $"POST&{encoded}&oauth_nonce%3Dn%26oauth_signature_method%3DHMAC-SHA1%26oauth_timestamp%3D1";
        Signature(Draft(address, 1, "n"), "s&", "t+").Should().Be(Hmac("s%26&t%2B", text));
    }

    [Fact]
    public void Published_requests_of_others_are_signed_alike()
    {
        var vectors = Tests.Signing.Vectors.Read("frob-family.json")
            .Where(static v => v.TryGetProperty("hmac_sha1_b64", out _)).ToDictionary(static v => v.Text("id"), static v => v.Text("hmac_sha1_b64"));
        Signature(
            Draft(
                "https://api.twitter.com/oauth/request_token", 1272323042, "QP70eNmVz8jvdPevU3oJD2AfF7R7odC2XJcn4XlZJqk", "oauth_version=1.0",
                "oauth_callback=http://localhost:3005/the_dance/process_callback?service_provider_id=11", "oauth_consumer_key=GDdmIQH6jhtmLUypg82g"),
            "MCD8BKwGdgPHvAuvgvz4EQpqDAtx89grbuNMRd7Eh98", null).Should().Be(vectors["o1-1"]);
        Signature(
            Draft(
                "https://www.ipernity.com/apps/oauth/request", 1700000000, "12345678", HttpMethod.Get,
                "oauth_callback=http://127.0.0.1:5678/", "oauth_consumer_key=0123456789abcdef0123456789abcdef"),
            "0a2b3c4d5e6a7b8d", null).Should().Be(vectors["o1-2"]);
    }

    [Fact]
    public void What_is_of_OAuth_moves_to_the_header_and_the_rest_stays()
    {
        var draft = Draft("https://x.example/r", 1, "n", "oauth_token=a b", "size=1");
        new OAuth1Signer { Realm = "Photos" }.Sign(draft, new AppKey("k", new Secret("s")));
        draft.Parameters.ToArray().Where(static p => p.Place != WirePlace.SignerHeader).Select(static p => (p.Name, p.Place))
            .Should().Equal(("size", WirePlace.Body), ("Authorization", WirePlace.Header));
        var header = draft.Parameters[^1];
        header.IsSecret.Should().BeTrue();
        header.Value.Should().StartWith("OAuth realm=\"Photos\", oauth_token=\"a%20b\", oauth_signature_method=\"HMAC-SHA1\"").And.EndWith("%3D\"");
    }

    [Fact]
    public void Explaining_shows_names_lengths_and_order_before_and_after_signing()
    {
        var draft = Draft("https://x.example/r", 1, "nonce", "oauth_token=canary", "b=canary2");
        new OAuth1Signer().Explain(draft).Should().Be("POST&https://x.example/...&b=<7>&oauth_token=<6> with the key <secret>&<secret>");
        new OAuth1Signer().Sign(draft, new AppKey("k", new Secret("canary3")));
        new OAuth1Signer().Explain(draft).Should().Be(
            "POST&https://x.example/...&b=<7>&oauth_nonce=<5>&oauth_signature_method=<9>&oauth_timestamp=<1>&oauth_token=<6> with the key <secret>&<secret>");
    }

    [Fact]
    public void Explaining_shows_no_path_for_it_may_hold_a_value() =>
        new OAuth1Signer().Explain(Draft("https://x.example:444/users/canary/token", 1, "n", "a=1")).Should().NotContain("canary").And.Contain("https://x.example:444/...");

    [Fact]
    public void The_realm_is_no_part_of_the_signature()
    {
        var plain = Signature(Draft("https://x.example/r", 1, "n", "a=1"), "s", null);
        Signature(Draft("https://x.example/r", 1, "n", "a=1", "realm=Photos"), "s", null).Should().Be(plain);
        Signature(Draft("https://x.example/r", 1, "n", "a=1", "realms=Photos"), "s", null).Should().NotBe(plain);
    }

    [Fact]
    public void Nonces_are_made_new_and_random_where_none_are_given()
    {
        var draft = new SigningDraft { Address = "https://x.example/" };
        var nonces = Enumerable.Range(0, 100).Select(_ => draft.NextNonce()).ToList();
        nonces.Should().OnlyHaveUniqueItems().And.OnlyContain(static nonce => nonce.Length == 32);
    }

    private static SigningDraft Draft(string address, long seconds, string nonce, params string[] pairs) => Draft(address, seconds, nonce, HttpMethod.Post, pairs);

    private static SigningDraft Draft(string address, long seconds, string nonce, HttpMethod method, params string[] pairs)
    {
        var draft = new SigningDraft
        {
            Address = address,
            Method = method,
            Time = new ManualTimeProvider(DateTimeOffset.FromUnixTimeSeconds(seconds)),
            NextNonce = () => nonce,
        };
        foreach (var pair in pairs)
            draft.Add(new WireParameter(pair[..pair.IndexOf('=', StringComparison.Ordinal)], pair[(pair.IndexOf('=', StringComparison.Ordinal) + 1)..]));
        return draft;
    }

    private static string Signature(SigningDraft draft, string secret, string? second)
    {
        new OAuth1Signer().Sign(draft, new AppKey("unused", new Secret(secret)), second);
        var header = draft.Parameters[^1].Value;
        var start = header.IndexOf("oauth_signature=\"", StringComparison.Ordinal) + "oauth_signature=\"".Length;
        return Uri.UnescapeDataString(header[start..header.IndexOf('"', start)]);
    }

    private static string Hmac(string key, string text) =>
        Convert.ToBase64String(HMACSHA1.HashData(Encoding.ASCII.GetBytes(key), Encoding.ASCII.GetBytes(text)));
}
