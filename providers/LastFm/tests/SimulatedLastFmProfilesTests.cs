using System.Security.Cryptography;
using System.Text;
using Auth.Frob.LastFm.Simulator;
using Auth.Frob.Testing.Simulation;
using static Auth.Frob.LastFm.Tests.SimulatedLastFmBench;

namespace Auth.Frob.LastFm.Tests;

public sealed class SimulatedLastFmProfilesTests
{
    private readonly SimulatedLastFmBench _libre = new(new SimulatedLastFmOptions { Profile = LastFmProfile.LibreFm });
    private readonly SimulatedLastFmBench _listen = new(new SimulatedLastFmOptions { Profile = LastFmProfile.ListenBrainz });

    [Fact]
    public async Task Libre_fm_looks_at_no_key_and_no_signature()
    {
        SimulatedReply reply = await _libre.CallAsAsync("nobody", "wrong", "auth.getToken");
        Json(reply).GetProperty("token").GetString().Should().MatchRegex("^[0-9a-f]{32}$");
    }

    [Fact]
    public async Task Libre_fm_says_14_for_pending_unknown_and_used_with_http_200_and_never_15()
    {
        string token = await _libre.TokenAsync();
        foreach (string text in new[] { token, "never" })
        {
            SimulatedReply reply = await _libre.CallAsync("auth.getSession", ("token", text));
            reply.Status.Should().Be(200);
            Code(reply).Should().Be(14);
        }

        _libre.Service.Frobs.TryApprove(token, "alice");
        _libre.Clock.Advance(TimeSpan.FromDays(2));
        Code(await _libre.CallAsAsync(OtherKey, OtherSecret, "auth.getSession", ("token", token))).Should().Be(0);
        Code(await _libre.CallAsync("auth.getSession", ("token", token))).Should().Be(14);
        Code(await _libre.CallAsync("auth.getSession")).Should().Be(4);
    }

    [Fact]
    public async Task Libre_fm_sends_a_session_in_xml_as_html_without_a_declaration()
    {
        string token = await _libre.TokenAsync();
        _libre.Service.Frobs.TryApprove(token, "alice");
        SimulatedReply reply = await _libre.PostAsync(_libre.Root, ("method", "auth.getSession"), ("api_key", Key), ("token", token));
        reply.ContentType.Should().StartWith("text/html");
        reply.BodyText.Should().StartWith("<lfm status=\"ok\">\n  <session>\n    <name>alice</name>\n    <key>");
    }

    [Fact]
    public async Task Libre_fm_takes_authToken_with_the_name_in_lower_case_alone()
    {
        Code(await MobileAsync("Bob", "bob")).Should().Be(0);
        Code(await MobileAsync("Bob", "Bob")).Should().Be(4);
        Code(await _libre.CallAsync("auth.getMobileSession", ("username", "Bob"), ("password", "hunter2"))).Should().Be(6);
        Code(await _libre.CallAsync("auth.getMobileSession", ("authToken", "x"))).Should().Be(6);

        Task<SimulatedReply> MobileAsync(string name, string hashed) =>
            _libre.CallAsync("auth.getMobileSession", ("username", name), ("authToken", Hex(hashed + Hex("hunter2"))));
    }

    [Fact]
    public async Task Libre_fm_redirects_to_the_callback_of_any_key()
    {
        SimulatedReply reply = await _libre.PostAsync(
            "https://libre.fm/api/auth/", ("api_key", "any"), ("cb", "http://h/?x=1"), ("name", "alice"), ("password", "p@ss w0rd"), ("decision", "allow"));
        reply.Header("Location").Should().MatchRegex("^http://h/\\?x=1&token=[0-9a-f]{32}$");
    }

    [Fact]
    public async Task ListenBrainz_keeps_one_pending_token_per_key()
    {
        string first = await _listen.TokenAsync();
        string second = await _listen.TokenAsync();
        first.Should().MatchRegex("^[0-9a-f]{40}$");
        Code(await _listen.CallAsync("auth.getSession", ("token", first))).Should().Be(4);
        Code(await _listen.CallAsync("auth.getSession", ("token", second))).Should().Be(14);
    }

    [Fact]
    public async Task ListenBrainz_answers_errors_with_http_200_and_looks_at_age_before_approval()
    {
        string token = await _listen.TokenAsync();
        Code(await _listen.CallAsAsync(OtherKey, "wrong", "auth.getSession", ("token", token))).Should().Be(4);
        Code(await _listen.CallAsync("auth.getSession")).Should().Be(6);
        _listen.Clock.Advance(TimeSpan.FromMinutes(60));
        SimulatedReply reply = await _listen.CallAsync("auth.getSession", ("token", token));
        Code(reply).Should().Be(15);
        reply.Status.Should().Be(200);
        Code(await _listen.CallAsync("auth.getMobileSession", ("username", "alice"), ("password", "p@ss w0rd"))).Should().Be(3);
        Code(await _listen.GetAsync(("method", "auth.getToken"))).Should().Be(6);
    }

    [Fact]
    public async Task ListenBrainz_writes_subscriber_as_text_and_tells_whose_a_session_is()
    {
        string token = await _listen.TokenAsync();
        await _listen.PostAsync("https://listenbrainz.org/api/auth/", ("token", token), ("name", "Bob"), ("password", "hunter2"), ("decision", "allow"));
        var session = Json(await _listen.CallAsync("auth.getSession", ("token", token))).GetProperty("session");
        session.GetProperty("subscriber").GetString().Should().Be("0");
        session.GetProperty("key").GetString().Should().HaveLength(40);

        SimulatedReply details = await _listen.CallAsync("auth.getSessionInfo", ("sk", session.GetProperty("key").GetString()!), ("username", "bob"));

        Json(details).GetProperty("application").GetProperty("session").GetProperty("name").GetString().Should().Be("Bob");
        Code(await _listen.CallAsync("auth.getSessionInfo", ("sk", "never"), ("username", "Bob"))).Should().Be(9);
        Code(await _listen.CallAsync("auth.getSessionInfo", ("sk", session.GetProperty("key").GetString()!))).Should().Be(6);
    }

    [Fact]
    public async Task ListenBrainz_has_no_callback()
    {
        (await _listen.GetAsync($"https://listenbrainz.org/api/auth/?api_key={Key}&cb=http%3A%2F%2Fh%2F")).Status.Should().Be(400);
    }

    private static string Hex(string text) => Convert.ToHexStringLower(MD5.HashData(Encoding.UTF8.GetBytes(text)));
}
