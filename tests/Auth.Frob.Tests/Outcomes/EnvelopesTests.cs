using System.Text.Json.Nodes;
using Auth.Frob.Outcomes;
using Auth.Frob.Tests.Scripted;

namespace Auth.Frob.Tests.Outcomes;

public sealed class EnvelopesTests
{
    private const string Canary = "canary-5e1a";

    public static TheoryData<string, string> Damaged => new()
    {
        { "pending", "" }, { "pending", "null" }, { "pending", "[]" }, { "pending", "{}" }, { "pending", "\"canary-5e1a\"" }, { "pending", "{\"pending\":1,\"canary-5e1a\"" },
        { "pending", "canary-5e1a" }, { "pending", "{\"pending\":\"canary-5e1a\"}" }, { "pending", "{\"pending\":1}" }, { "pending", "{\"pending\":null}" },
        { "pending", "{\"pending\":1.5}" }, { "pending", "{\"pending\":99999999999}" }, { "pending", "{\"grant\":1}" }, { "pending", "\uD800" },
        { "grant", "" }, { "grant", "null" }, { "grant", "[]" }, { "grant", "{}" }, { "grant", "{\"grant\":1}" }, { "grant", "{\"pending\":1}" },
    };

    public static TheoryData<string, string, string> Hostile => new()
    {
        { "pending", "pollMilliseconds", "-5" }, { "pending", "pollMilliseconds", "0" }, { "pending", "pollMilliseconds", "1e300" }, { "pending", "pollMilliseconds", "1e18" },
        { "pending", "pollMilliseconds", "\"5\"" }, { "pending", "pollMilliseconds", "1e-9" },
        { "pending", "address", "\"javascript:alert(1)\"" }, { "pending", "address", "\"/relative\"" }, { "pending", "address", "\"\"" },
        { "pending", "address", "\"http://elsewhere.example/\"" }, { "pending", "address", "\"file:///canary-5e1a\"" }, { "pending", "address", "null" },
        { "pending", "address", "\"https://www.tiny.example@elsewhere.example/\"" }, { "pending", "address", "\"https://a:b@www.tiny.example/\"" },
        { "pending", "instance", "null" }, { "pending", "provider", "null" }, { "pending", "flow", "null" }, { "pending", "keyPrint", "null" },
        { "pending", "secret", "null" }, { "pending", "secret", "{\"frob\":null}" }, { "pending", "secret", "{\"frob\":1}" }, { "pending", "open", "null" },
        { "pending", "open", "{\"callback\":null}" }, { "pending", "expiresAt", "\"canary-5e1a\"" }, { "pending", "beganAt", "\"9999-99-99\"" },
        { "pending", "flow", "\"\\ud800\"" }, { "pending", "pending", "0" }, { "pending", "pending", "-1" },
        { "grant", "token", "null" }, { "grant", "token", "\"\"" }, { "grant", "token", "1" }, { "grant", "instance", "null" }, { "grant", "flow", "null" },
        { "grant", "provider", "null" }, { "grant", "keyPrint", "null" }, { "grant", "permissions", "null" }, { "grant", "permissions", "{\"doc\":null}" },
        { "grant", "permissions", "[\"canary-5e1a\"]" }, { "grant", "extras", "null" }, { "grant", "extras", "{\"a\":null}" }, { "grant", "grantedAt", "\"canary-5e1a\"" },
        { "grant", "expiresAt", "5" }, { "grant", "grant", "0" },
    };

    private static string Fixture(string kind) => File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Snapshots", kind + ".v1.json")).TrimEnd();

    [Fact]
    public void Old_envelopes_still_read()
    {
        var pending = PendingConsent.FromEnvelope(Fixture("pending"));
        (pending.Version, pending.Instance, pending.Provider, pending.Flow, pending.UserCode).Should().Be((1, "tiny", "tiny", "bound", "AB-12"));
        pending.ConsentUri.Reveal().AbsoluteUri.Should().Be("https://www.tiny.example/consent?api_key=tiny-key&frob=f-1");
        (pending.ExpiresAt - pending.BeganAt, pending.PollEvery).Should().Be((TimeSpan.FromHours(1), TimeSpan.FromSeconds(5)));
        var grant = Grant.FromEnvelope(Fixture("grant"));
        (grant.Version, grant.Instance, grant.Provider, grant.Flow).Should().Be((1, "tiny", "tiny", "desktop"));
        (grant.Token.Reveal(), grant.TokenSecret!.Reveal(), grant.RefreshToken!.Reveal()).Should().Be(("t-1", "ts-1", "r-1"));
        grant.Account.Should().Be(new Account { Id = "7", Name = "alice", DisplayName = "Alice É" });
        grant.Permissions.ToString().Should().Be("doc=write odd=word");
        grant.Extras.Should().Equal(new Dictionary<string, string> { ["pro"] = "1" });
        grant.ExpiresAt.Should().Be(new DateTimeOffset(2026, 2, 1, 0, 0, 0, TimeSpan.Zero));
    }

    [Fact]
    public void What_was_read_is_written_as_it_was()
    {
        PendingConsent.FromEnvelope(Fixture("pending")).ToEnvelope().Should().Be(Fixture("pending"));
        Grant.FromEnvelope(Fixture("grant")).ToEnvelope().Should().Be(Fixture("grant"));
        Fixture("grant").Should().NotContain("Auth.Frob").And.NotContain("\n");
    }

    [Fact]
    public async Task A_pending_consent_goes_on_after_its_envelope()
    {
        using var bench = new Bench();
        var pending = await bench.BeginAsync("bound", Bench.Callback);
        var read = PendingConsent.FromEnvelope(pending.ToEnvelope());
        read.Should().BeEquivalentTo(pending, static o => o.Excluding(static p => p.ConsentUri));
        read.ConsentUri.Reveal().Should().Be(pending.ConsentUri.Reveal());
        pending.ToEnvelope().Should().Contain("f-1").And.NotContain(Tiny.Shared);
        bench.Transport.Reply(Tiny.Session);
        var granted = await bench.Client.ExchangeAsync(read, ConsentReturn.Redirect(new Uri("http://127.0.0.1:9/cb?frob=f-1&verifier=v")));
        var grant = granted.Value!;
        Grant.FromEnvelope(grant.ToEnvelope()).Should().BeEquivalentTo(grant);
        bench.Transport.Sent[^1]["frob"].Should().Be("f-1");
    }

    [Theory]
    [MemberData(nameof(Damaged))]
    public void What_is_damaged_or_of_another_kind_is_refused_without_its_content(string kind, string envelope) => ExpectRefusal(kind, envelope);

    [Theory]
    [MemberData(nameof(Hostile))]
    public void Hostile_values_are_refused(string kind, string member, string json)
    {
        var envelope = JsonNode.Parse(Fixture(kind))!.AsObject();
        Holder(envelope, member)[member] = "replaced";
        ExpectRefusal(kind, envelope.ToJsonString().Replace("\"replaced\"", json, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("pending")]
    [InlineData("grant")]
    public void Every_required_member_is_missed_and_every_cut_is_seen(string kind)
    {
        var optional = new[] { "userCode", "pollMilliseconds", "tokenSecret", "refreshToken", "expiresAt", "id", "name", "displayName" };
        foreach (var member in Members(JsonNode.Parse(Fixture(kind))!.AsObject()).Where(m => !optional.Contains(m)))
        {
            var envelope = JsonNode.Parse(Fixture(kind))!.AsObject();
            Holder(envelope, member).Remove(member);
            ExpectRefusal(kind, envelope.ToJsonString());
        }
        for (var length = 0; length < Fixture(kind).Length; length++)
            ExpectRefusal(kind, Fixture(kind)[..length]);
    }

    [Fact]
    public void A_grant_is_no_pending_consent_and_the_other_way_round()
    {
        ExpectRefusal("pending", Fixture("grant")).Should().Contain("no pending consent");
        ExpectRefusal("grant", Fixture("pending")).Should().Contain("no grant");
    }

    [Theory]
    [InlineData("pending", "{\"pending\":2,\"shape\":{\"new\":[\"canary-5e1a\"]}}")]
    [InlineData("pending", "{\"a\":{\"pending\":7},\"pending\":3}")]
    [InlineData("grant", "{\"grant\":2,\"tokens\":[\"canary-5e1a\"]}")]
    public void A_newer_version_is_told_as_such_whatever_its_shape(string kind, string envelope) =>
        ExpectRefusal(kind, envelope).Should().Contain("Use a newer Auth.Frob").And.NotContain("damaged");

    [Fact]
    public void Members_that_are_not_known_are_passed_over()
    {
        var grant = Grant.FromEnvelope(Fixture("grant")[..^1] + ",\"later\":{\"a\":[1]}}");
        grant.Token.Reveal().Should().Be("t-1");
    }

    [Fact]
    public async Task An_envelope_does_not_change_what_belongs_to_the_application()
    {
        using var bench = new Bench();
        var pending = await bench.BeginAsync();
        var tampered = JsonNode.Parse(pending.ToEnvelope())!.AsObject();
        tampered["open"] = new JsonObject { ["api"] = "https://elsewhere.example/", ["apiKey"] = "another", ["format"] = "xml" };
        bench.Transport.Reply(Tiny.Session);
        await bench.Client.ExchangeAsync(PendingConsent.FromEnvelope(tampered.ToJsonString()), ConsentReturn.None);
        var sent = bench.Transport.Sent[^1];
        (sent.Address.Host, sent["api_key"], sent["format"]).Should().Be(("api.tiny.example", Tiny.Key, "json"));
    }

    // Every member but the free names of slots, areas and extras.
    private static IEnumerable<string> Members(JsonObject envelope) => envelope.Select(static m => m.Key)
        .Concat(new[] { "origin", "consent", "credential" }.SelectMany(part => envelope[part]?.AsObject().Select(static m => m.Key) ?? []));

    private static JsonObject Holder(JsonObject envelope, string member) => envelope.ContainsKey(member)
        ? envelope
        : new[] { "origin", "consent", "credential" }.Select(part => envelope[part] as JsonObject).First(part => part?.ContainsKey(member) == true)!;

    private static string ExpectRefusal(string kind, string envelope)
    {
        Action reading = kind == "grant" ? () => Grant.FromEnvelope(envelope) : () => PendingConsent.FromEnvelope(envelope);
        var fault = reading.Should().Throw<FormatException>("of {0}", envelope).Which;
        fault.ToString().Should().NotContain(Canary).And.NotContain("f-1").And.NotContain("t-1");
        fault.InnerException.Should().BeNull();
        return fault.Message;
    }
}
