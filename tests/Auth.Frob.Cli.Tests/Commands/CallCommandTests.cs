using Auth.Frob.Cli.Calls;
using Auth.Frob.Extensions.Grants;
using Auth.Frob.Testing.Simulation;

namespace Auth.Frob.Cli.Tests.Commands;

public sealed class CallCommandTests : IAsyncLifetime, IDisposable
{
    private readonly CommandBench _bench = new();
    private SimulatedTown _town = null!;

    public async Task InitializeAsync() => _town = await SimulatedTown.StartAsync();

    public async Task DisposeAsync() => await _town.DisposeAsync();

    public void Dispose() => _bench.Dispose();

    [Fact]
    public async Task A_reply_is_indented_for_people_and_in_one_line_for_programs()
    {
        await _town.KeepAsync(_bench, "lastfm");
        var shown = await CallAsync("lastfm", "user.getInfo");
        shown.Exit.Should().Be(ExitCode.Done, shown.Error);
        shown.Output.Split('\n').Length.Should().BeGreaterThan(4);
        shown.Json.GetProperty("user").GetProperty("name").GetString().Should().Be("alice");
    }

    [Fact]
    public async Task As_json_the_reply_is_one_line()
    {
        await _town.KeepAsync(_bench, "lastfm");
        var ran = await CallAsync("lastfm", "user.getInfo", "--json");
        ran.Output.Trim().Should().NotContain("\n");
        ran.Json.GetProperty("user").GetProperty("name").GetString().Should().Be("alice");
    }

    [Fact]
    public async Task A_reply_in_xml_is_indented_and_as_json_stands_in_an_object()
    {
        await _town.KeepAsync(_bench, "lastfm");
        var shown = await CallAsync("lastfm", "user.getInfo", "--set", "format=xml");
        shown.Output.Should().StartWith("<").And.Contain("    <name>alice</name>");
        using var second = Again();
        var ran = await second.StartAsync(["call", "lastfm", "user.getInfo", "--set", "format=xml", "--json", .. _town.At(_bench, "lastfm")]);
        ran.Json.GetProperty("reply").GetString().Should().Contain("<name>alice</name>");
    }

    [Fact]
    public async Task A_secret_in_xml_is_masked_in_the_object_too()
    {
        var kept = (await _town.KeepAsync(_bench, "ipernity")).Grant!.Token.Reveal();
        var ran = await CallAsync("ipernity", "auth.checkToken", "--set", "format=xml", "--json");
        ran.Json.GetProperty("reply").GetString().Should().Contain("***").And.NotContain(kept);
    }

    [Theory]
    [InlineData("desktop")]
    [InlineData("oauth")]
    public async Task A_method_in_the_path_is_called_the_way_that_the_grant_came_by(string flow)
    {
        var kept = await _town.KeepAsync(_bench, "ipernity", flow);
        var ran = await CallAsync("ipernity", "auth.checkToken", "--post");
        ran.Exit.Should().Be(ExitCode.Done, ran.Error + ran.Output);
        ran.Output.Should().Contain("alice").And.NotContain(kept.Grant!.Token.Reveal());
    }

    [Theory]
    [InlineData("lastfm", "http://127.0.0.1/x/?method=a.b&q=a%3Db%20%26%20%C3%BC%3F%23&e=&format=json")]
    [InlineData("ipernity", "http://127.0.0.1/x/a.b/json?q=a%3Db%20%26%20%C3%BC%3F%23&e=")]
    public void Values_are_sent_as_they_are_given(string name, string address)
    {
        var recipe = _town[name].Recipe;
        var order = new CallOrder(recipe, "a.b", [("q", "a=b & ü?#"), ("e", "")]);
        order.Request(new Uri("http://127.0.0.1/x/"), recipe.Flows[0].Name).RequestUri!.AbsoluteUri.Should().Be(address);
    }

    [Fact]
    public async Task A_post_sends_them_in_its_body()
    {
        var recipe = _town["lastfm"].Recipe;
        var order = new CallOrder(recipe, "a.b", [("q", "ü")]) { IsPost = true, Settings = [("format", "xml")] };
        using var request = order.Request(new Uri("http://127.0.0.1/x/"), recipe.Flows[0].Name);
        request.RequestUri!.AbsoluteUri.Should().Be("http://127.0.0.1/x/");
        (await request.Content!.ReadAsStringAsync()).Should().Be("method=a.b&q=%C3%BC");
    }

    [Fact]
    public async Task A_token_in_a_reply_is_masked_unless_it_is_asked_for()
    {
        var kept = await _town.KeepAsync(_bench, "ipernity");
        var token = kept.Grant!.Token.Reveal();
        (await CallAsync("ipernity", "auth.checkToken")).Output.Should().Contain("\"token\": \"***\"").And.NotContain(token);
        using var second = Again();
        (await second.StartAsync(["call", "ipernity", "auth.checkToken", "--show-token", .. _town.At(_bench, "ipernity")])).Output.Should().Contain(token);
    }

    [Theory]
    [InlineData(9, ExitCode.Refused, "InvalidGrant")]
    [InlineData(11, ExitCode.Service, "Unavailable")]
    [InlineData(10, ExitCode.Usage, "InvalidAppKey")]
    public async Task An_error_is_told_with_its_remedy_and_the_reply_is_shown(int code, int exit, string kind)
    {
        await _town.KeepAsync(_bench, "lastfm");
        _town["lastfm"].Route.Service.Faults.Always("user.getInfo", Fault.Code(code));
        var ran = await CallAsync("lastfm", "user.getInfo", "--post");
        ran.Exit.Should().Be(exit);
        ran.Error.Should().Contain(kind).And.Contain($"code {code}");
        ran.Json.GetProperty("error").GetInt32().Should().Be(code, "the service's own words stand on standard output");
        using var second = Again();
        var asJson = await second.StartAsync(["call", "lastfm", "user.getInfo", "--post", "--json", .. _town.At(_bench, "lastfm")]);
        asJson.Failure.GetProperty("kind").GetString().Should().Be(kind);
        asJson.Exit.Should().Be(exit);
    }

    [Fact]
    public async Task A_grant_that_turns_out_dead_is_marked_and_the_next_call_is_not_sent()
    {
        await _town.KeepAsync(_bench, "lastfm");
        _town["lastfm"].Route.Service.Faults.Always("user.getInfo", Fault.Code(9));
        await CallAsync("lastfm", "user.getInfo");
        using (var store = _bench.OpenStore())
            (await store.Grants.ListAsync(null)).Single().Health.Kind.Should().Be(GrantHealthKind.Dead);
        var sent = _town["lastfm"].Route.Service.Calls.Count;
        using var second = Again();
        var ran = await second.StartAsync(["call", "lastfm", "user.getInfo", .. _town.At(_bench, "lastfm")]);
        ran.Exit.Should().Be(ExitCode.Refused);
        ran.Error.Should().Contain("frob login lastfm");
        _town["lastfm"].Route.Service.Calls.Count.Should().Be(sent);
    }

    [Fact]
    public async Task Nothing_kept_is_said_with_what_to_do()
    {
        var ran = await CallAsync("lastfm", "user.getInfo");
        ran.Exit.Should().Be(ExitCode.Usage);
        ran.Error.Should().Contain("No sign-in is kept for lastfm").And.Contain("frob login");
    }

    [Fact]
    public async Task Every_fault_is_named_at_once_and_nothing_is_sent()
    {
        await _town.KeepAsync(_bench, "lastfm");
        var before = _town["lastfm"].Route.Service.Calls.Count;
        var ran = await CallAsync("lastfm", "user getInfo", "Canary", "sk=x", "api_sig=y", "api_key=z", "method=m", "a=1", "a=2", "--set", "bla=1");
        ran.Exit.Should().Be(ExitCode.Usage);
        ran.Error.Should().ContainAll("METHOD is no method's name", "takes NAME=VALUE", "'sk'", "'api_sig'", "'api_key'", "'method' is METHOD", "names 'a' twice", "bla")
            .And.NotContain("Canary");
        _town["lastfm"].Route.Service.Calls.Count.Should().Be(before);
    }

    [Fact]
    public async Task A_service_that_is_not_there_is_said()
    {
        await using var gone = await SimulatedTown.StartAsync();
        await gone.KeepAsync(_bench, "lastfm");
        var at = gone.At(_bench, "lastfm").ToArray();
        await gone.CloseAsync();
        var ran = await _bench.StartAsync(["call", "lastfm", "user.getInfo", "--post", "--json", .. at]);
        ran.Exit.Should().Be(ExitCode.Service);
        ran.Failure.GetProperty("kind").GetString().Should().Be("Unreachable");
    }

    private Task<Ran> CallAsync(string name, params string[] line) => _bench.StartAsync(["call", name, .. line, .. _town.At(_bench, name)]);

    // The same store and keys, with a screen of its own.
    private CommandBench Again()
    {
        var again = new CommandBench();
        again.Around = again.Around with { OpenStore = (_, _) => ValueTask.FromResult(_bench.OpenStore()), Environment = name => _bench.Variables.GetValueOrDefault(name) };
        return again;
    }
}
