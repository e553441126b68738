using Auth.Frob.LastFm.Simulator;
using Auth.Frob.Testing.Simulation;
using static Auth.Frob.LastFm.Tests.SimulatedLastFmBench;

namespace Auth.Frob.LastFm.Tests;

public sealed class SimulatedLastFmErrorsTests
{
    private readonly SimulatedLastFmBench _bench = new();

    [Fact]
    public async Task Code_3_when_the_method_is_unknown_or_missing()
    {
        Code(await _bench.CallAsync("auth.getLost")).Should().Be(3);
        Code(await _bench.GetAsync(("api_key", Key))).Should().Be(3);
    }

    [Fact]
    public async Task Code_4_when_the_token_is_unknown_used_or_of_another_key()
    {
        Code(await _bench.CallAsync("auth.getSession", ("token", "never"))).Should().Be(4);

        string token = await _bench.TokenAsync();
        _bench.Service.Frobs.TryApprove(token, "alice");
        Code(await _bench.CallAsAsync(OtherKey, OtherSecret, "auth.getSession", ("token", token))).Should().Be(4, "it is another key's");
        Code(await _bench.CallAsync("auth.getSession", ("token", token))).Should().Be(0, "trying another key did not spend it");
        SimulatedReply again = await _bench.CallAsync("auth.getSession", ("token", token));
        Code(again).Should().Be(4, "a token is exchanged once");
        Json(again).GetProperty("message").GetString().Should().Be("Unauthorized Token - This token has not been issued");
    }

    [Theory]
    [InlineData("alice", "wrong")]
    [InlineData("nobody", "p@ss w0rd")]
    public async Task Code_4_when_name_or_password_is_wrong(string name, string password)
    {
        SimulatedReply reply = await _bench.CallAsync("auth.getMobileSession", ("username", name), ("password", password));
        Code(reply).Should().Be(4);
        reply.BodyText.Should().Contain("Authentication Failed");
    }

    [Fact]
    public async Task Code_6_when_a_parameter_is_missing()
    {
        Code(await _bench.GetAsync(("method", "auth.getToken"))).Should().Be(6);
        Code(await _bench.CallAsync("auth.getSession")).Should().Be(6);
        Code(await _bench.CallAsync("auth.getSession", ("token", ""))).Should().Be(6);
        Code(await _bench.CallAsync("auth.getMobileSession", ("username", "alice"))).Should().Be(6);
        Code(await _bench.CallAsync("auth.getMobileSession", ("password", "x"))).Should().Be(6);
        Code(await _bench.CallAsync("user.getInfo")).Should().Be(6);
        Code(await _bench.CallAsync("track.love")).Should().Be(6);
    }

    [Fact]
    public async Task Code_9_when_the_session_is_unknown_revoked_or_of_another_key()
    {
        Code(await _bench.CallAsync("user.getInfo", ("sk", "never"))).Should().Be(9);

        string key = await _bench.SessionAsync();
        Json(await _bench.CallAsync("user.getInfo", ("sk", key))).GetProperty("user").GetProperty("name").GetString().Should().Be("alice");
        Code(await _bench.CallAsync("track.love", ("sk", key))).Should().Be(0);
        Code(await _bench.CallAsAsync(OtherKey, OtherSecret, "user.getInfo", ("sk", key))).Should().Be(9);
        _bench.Service.Grants.RevokeAllOf("ALICE");
        Code(await _bench.CallAsync("user.getInfo", ("sk", key))).Should().Be(9);
    }

    [Fact]
    public async Task Code_10_when_the_key_is_unknown() =>
        Code(await _bench.CallAsAsync("nobody", Secret, "auth.getToken")).Should().Be(10);

    [Fact]
    public async Task Code_13_when_a_signature_is_wrong_or_one_that_is_needed_is_missing()
    {
        Code(await _bench.CallAsAsync(Key, "wrong", "auth.getToken")).Should().Be(13, "a signature that is there is always checked");
        Code(await _bench.GetAsync(("method", "auth.getToken"), ("api_key", Key), ("api_sig", ""))).Should().Be(13);
        Code(await _bench.GetAsync(("method", "auth.getSession"), ("api_key", Key), ("token", "t"))).Should().Be(13);
        Code(await _bench.GetAsync(("method", "user.getInfo"), ("api_key", Key), ("sk", "s"))).Should().Be(13);
        Code(await _bench.GetAsync(("method", "user.getInfo"), ("api_key", Key), ("user", "alice"))).Should().Be(0);
        (string, string)[] sent = [("method", "auth.getToken"), ("api_key", Key), ("format", "json")];
        string withFormat = Convert.ToHexStringLower(System.Security.Cryptography.MD5.HashData(
            System.Text.Encoding.UTF8.GetBytes($"api_key{Key}formatjsonmethodauth.getToken{Secret}")));
        Code(await _bench.GetAsync([.. sent, ("api_sig", withFormat)])).Should().Be(13, "format takes no part");
    }

    [Fact]
    public async Task Code_14_until_the_person_consents()
    {
        string token = await _bench.TokenAsync();
        SimulatedReply reply = await _bench.CallAsync("auth.getSession", ("token", token));
        Code(reply).Should().Be(14);
        reply.Status.Should().Be(403);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Code_15_after_sixty_minutes_approved_or_not(bool isApproved)
    {
        string token = await _bench.TokenAsync();
        _ = isApproved && _bench.Service.Frobs.TryApprove(token, "alice");
        _bench.Clock.Advance(TimeSpan.FromMinutes(60));
        Code(await _bench.CallAsync("auth.getSession", ("token", token))).Should().Be(15);
    }

    [Fact]
    public async Task A_token_lives_until_the_last_tick_of_its_hour()
    {
        string token = await _bench.TokenAsync();
        _bench.Service.Frobs.TryApprove(token, "alice");
        _bench.Clock.Advance(TimeSpan.FromMinutes(60) - TimeSpan.FromTicks(1));
        Code(await _bench.CallAsync("auth.getSession", ("token", token))).Should().Be(0);
    }

    [Fact]
    public async Task Code_26_when_the_key_is_suspended()
    {
        _bench.Service.Accounts.Put(new SimulatedApp(Key, Secret) { IsSuspended = true });
        SimulatedReply reply = await _bench.CallAsync("auth.getToken");
        Code(reply).Should().Be(26);
        reply.Status.Should().Be(403);
    }

    [Fact]
    public async Task Code_29_when_a_key_calls_too_often()
    {
        var bench = new SimulatedLastFmBench(new SimulatedLastFmOptions { CallsInFiveMinutes = 2 });
        await bench.CallAsync("auth.getToken");
        await bench.CallAsync("auth.getToken");
        SimulatedReply reply = await bench.CallAsync("auth.getToken");
        Code(reply).Should().Be(29);
        reply.Status.Should().Be(429);
        Code(await bench.CallAsAsync(OtherKey, OtherSecret, "auth.getToken")).Should().Be(0);
        bench.Clock.Advance(TimeSpan.FromMinutes(5));
        Code(await bench.CallAsync("auth.getToken")).Should().Be(0);
    }

    [Theory]
    [InlineData(8, 500)]
    [InlineData(11, 503)]
    [InlineData(16, 503)]
    public async Task Codes_8_11_and_16_come_by_fault(int code, int status)
    {
        _bench.Service.Faults.Next("auth.getSession", Fault.Code(code));
        SimulatedReply reply = await _bench.CallAsync("auth.getsession", ("token", "t"));
        Code(reply).Should().Be(code);
        reply.Status.Should().Be(status);
        Code(await _bench.CallAsync("auth.getSession", ("token", "t"))).Should().Be(4, "the fault is over");
    }

    [Fact]
    public async Task The_checks_are_made_in_the_order_3_6_10_13_9_6()
    {
        Code(await _bench.GetAsync(("method", "no.such"))).Should().Be(3, "before the missing key");
        Code(await _bench.GetAsync(("method", "auth.getSession"), ("api_sig", "x"))).Should().Be(6, "before the signature");
        Code(await _bench.GetAsync(("method", "auth.getSession"), ("api_key", "nobody"), ("api_sig", "x"))).Should().Be(10, "before the signature");
        Code(await _bench.GetAsync(("method", "track.love"), ("api_key", Key), ("sk", "never"), ("api_sig", "x"))).Should().Be(13, "before the session");
        Code(await _bench.CallAsync("auth.getSession", ("sk", "never"))).Should().Be(9, "before the method's own parameters");
        Code(await _bench.CallAsync("auth.getSession")).Should().Be(6);
    }

    [Fact]
    public async Task Of_many_exchanges_at_once_one_alone_succeeds()
    {
        string token = await _bench.TokenAsync();
        _bench.Service.Frobs.TryApprove(token, "alice");
        SimulatedReply[] replies = await Task.WhenAll(
            Enumerable.Range(0, 16).Select(_ => Task.Run(() => _bench.CallAsync("auth.getSession", ("token", token)))));
        replies.Select(Code).Order().Should().Equal([0, .. Enumerable.Repeat(4, 15)]);
    }
}
