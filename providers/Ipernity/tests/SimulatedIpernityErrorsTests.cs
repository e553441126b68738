using System.Net;
using Auth.Frob.Ipernity.Simulator;
using Auth.Frob.Testing.Simulation;
using static Auth.Frob.Ipernity.Tests.SimulatedIpernityBench;

namespace Auth.Frob.Ipernity.Tests;

public sealed class SimulatedIpernityErrorsTests
{
    private readonly SimulatedIpernityBench _bench = new();

    [Fact]
    public async Task Code_1_when_the_frob_is_missing() => Code(await _bench.CallAsync("auth.getToken")).Should().Be("1");

    [Fact]
    public async Task Code_2_when_the_frob_is_unknown_pending_used_expired_or_of_another_key()
    {
        Code(await _bench.CallAsync("auth.getToken", ("frob", "never"))).Should().Be("2");

        string frob = await _bench.FrobAsync();
        Code(await _bench.CallAsync("auth.getToken", ("frob", frob))).Should().Be("2", "nobody has consented");

        _bench.Service.Frobs.TryApprove(frob, "Superman");
        Code(await _bench.CallAsync("auth.getToken", ("frob", frob))).Should().BeEmpty();
        Code(await _bench.CallAsync("auth.getToken", ("frob", frob))).Should().Be("2", "a frob is exchanged once");

        string old = await _bench.FrobAsync();
        _bench.Service.Frobs.TryApprove(old, "Superman");
        _bench.Clock.Advance(SimulatedIpernity.FrobLife);
        Code(await _bench.CallAsync("auth.getToken", ("frob", old))).Should().Be("2", "it is too old");

        _bench.Service.Frobs.Issue("f", "other", SimulatedIpernity.FrobLife);
        _bench.Service.Frobs.TryApprove("f", "Superman");
        Code(await _bench.CallAsync("auth.getToken", ("frob", "f"))).Should().Be("2", "it is another key's");
    }

    [Fact]
    public async Task Code_100_when_the_key_is_missing() => Code(await _bench.GetAsync($"{Api}auth.getFrob/json")).Should().Be("100");

    [Fact]
    public async Task Code_101_when_the_key_is_unknown_or_disabled()
    {
        Code(await _bench.GetAsync($"{Api}auth.getFrob/json?api_key={Key.ToLowerInvariant()}")).Should().Be("101", "keys are compared in their exact case");
        _bench.Service.Accounts.Put(new SimulatedApp(Key, Secret) { IsSuspended = true });
        Code(await _bench.CallAsync("auth.getFrob")).Should().Be("101");
    }

    [Fact]
    public async Task Code_102_when_the_format_is_unknown() => Code(await _bench.CallAsync("auth.getFrob", "yaml", [])).Should().Be("102");

    [Fact]
    public async Task Code_103_when_the_method_is_unknown() => Code(await _bench.CallAsync("auth.getLost")).Should().Be("103");

    [Fact]
    public async Task Code_104_when_the_signature_is_missing() =>
        Code(await _bench.PostAsync($"{Api}auth.getFrob/json", null, ("api_key", Key))).Should().Be("104");

    [Fact]
    public async Task Code_105_when_the_signature_is_wrong_even_where_none_is_needed()
    {
        (string, string)[] wrong = [("api_key", Key), ("api_sig", Sign(Secret, [("api_key", Key)]))];
        Code(await _bench.PostAsync($"{Api}auth.getFrob/json", null, wrong)).Should().Be("105", "the method's name is missing in it");
        Code(await _bench.PostAsync($"{Api}doc.get/json", null, wrong)).Should().Be("105");
        Code(await _bench.PostAsync($"{Api}doc.get/json", null, ("api_key", Key))).Should().BeEmpty();
    }

    [Fact]
    public async Task Code_106_when_the_token_is_missing()
    {
        Code(await _bench.CallAsync("auth.checkToken")).Should().Be("106");
        Code(await _bench.CallAsync("user.get")).Should().Be("106");
    }

    [Fact]
    public async Task Code_107_when_the_token_is_unknown_or_revoked()
    {
        Code(await _bench.CallAsync("auth.checkToken", ("auth_token", "nonsense"))).Should().Be("107");
        string token = await _bench.TokenAsync();
        Code(await _bench.CallAsync("auth.checkToken", ("auth_token", token))).Should().BeEmpty();
        _bench.Service.Grants.Revoke(token).Should().BeTrue();
        Code(await _bench.CallAsync("auth.checkToken", ("auth_token", token))).Should().Be("107");
    }

    [Fact]
    public async Task Code_108_when_the_account_is_closed()
    {
        string token = await _bench.TokenAsync();
        _bench.Service.Accounts.Put(new SimulatedUser("Superman", "kryptonite") { IsClosed = true });
        Code(await _bench.CallAsync("auth.checkToken", ("auth_token", token))).Should().Be("108");
    }

    [Theory]
    [InlineData("read", "110")]
    [InlineData("write", "")]
    [InlineData("delete", "")]
    public async Task Code_110_when_the_permission_does_not_reach(string granted, string code)
    {
        string token = await _bench.TokenAsync(("perm_doc", granted));
        Code(await _bench.CallAsync("doc.set", ("auth_token", token))).Should().Be(code);
    }

    [Fact]
    public async Task Code_111_when_the_address_is_not_allowed()
    {
        var bench = new SimulatedIpernityBench(null, new SimulatedApp(Key, Secret) { AllowedAddresses = [IPAddress.Loopback] });
        Code(await bench.SendAsync(From(IPAddress.Parse("192.0.2.1")))).Should().Be("111");
        Code(await bench.SendAsync(From(IPAddress.Loopback))).Should().BeEmpty();
    }

    [Fact]
    public async Task Code_112_when_the_quota_of_the_day_is_used_up()
    {
        var bench = new SimulatedIpernityBench(null, new SimulatedApp(Key, Secret) { DailyQuota = 1 });
        Code(await bench.CallAsync("auth.getFrob")).Should().BeEmpty();
        Code(await bench.CallAsync("auth.getFrob")).Should().Be("112");
        bench.Clock.Advance(TimeSpan.FromDays(1));
        Code(await bench.CallAsync("auth.getFrob")).Should().BeEmpty();
    }

    [Fact]
    public async Task Code_113_when_an_address_calls_too_often()
    {
        var bench = new SimulatedIpernityBench(new SimulatedIpernityOptions { CallsInAMinute = 2 });
        await bench.CallAsync("auth.getFrob");
        await bench.CallAsync("auth.getFrob");
        Code(await bench.CallAsync("auth.getFrob")).Should().Be("113");
        bench.Clock.Advance(TimeSpan.FromMinutes(1));
        Code(await bench.CallAsync("auth.getFrob")).Should().BeEmpty();
    }

    [Fact]
    public async Task Code_120_when_a_change_comes_by_get()
    {
        (string, string)[] sent = [("api_key", Key), ("auth_token", await _bench.TokenAsync(("perm_doc", "delete")))];
        string query = Form([.. sent, ("api_sig", Sign("doc.delete" + Secret, sent))]);
        Code(await _bench.GetAsync($"{Api}doc.delete/json?{query}")).Should().Be("120");
    }

    [Theory]
    [InlineData(500)]
    [InlineData(501)]
    [InlineData(503)]
    public async Task Codes_500_501_and_503_come_by_fault_with_http_200(int code)
    {
        _bench.Service.Faults.Next("auth.getFrob", Fault.Code(code));
        SimulatedReply reply = await _bench.CallAsync("auth.getFrob");
        reply.Status.Should().Be(200);
        Code(reply).Should().Be($"{code}");
        Code(await _bench.CallAsync("auth.getFrob")).Should().BeEmpty();
    }

    [Fact]
    public async Task Strict_wants_signatures_in_lower_case()
    {
        (string, string)[] upper = [("api_key", Key), ("api_sig", Sign("auth.getFrob" + Secret, [("api_key", Key)]).ToUpperInvariant())];
        var strict = new SimulatedIpernityBench(new SimulatedIpernityOptions { Mode = SimulationMode.Strict });
        Code(await strict.PostAsync($"{Api}auth.getFrob/json", null, upper)).Should().Be("105");
        Code(await _bench.PostAsync($"{Api}auth.getFrob/json", null, upper)).Should().BeEmpty();
    }
}
