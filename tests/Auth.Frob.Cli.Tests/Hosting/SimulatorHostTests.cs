using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using Auth.Frob.Cli.Hosting;
using Auth.Frob.Ipernity.Simulator;
using Auth.Frob.LastFm.Simulator;
using Auth.Frob.Testing;
using Auth.Frob.Testing.Simulation;
using Microsoft.AspNetCore.Http;

namespace Auth.Frob.Cli.Tests.Hosting;

public sealed class SimulatorHostTests : IAsyncLifetime, IDisposable
{
    private const string Key = "0123456789abcdef0123456789abcdef";
    private readonly ManualTimeProvider _clock = new();
    private readonly HttpClient _client = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false });
    private readonly SimulatedLastFm _lastFm;
    private readonly SimulatedIpernity _ipernity;
    private SimulatorHost _host = null!;

    public SimulatorHostTests()
    {
        SimulatedApp[] apps = [new(Key, "secret")];
        SimulatedUser[] users = [new("alice", "p@ss w0rd")];
        _lastFm = new SimulatedLastFm(new SimulatedLastFmOptions { Time = _clock, Apps = apps, Users = users });
        _ipernity = new SimulatedIpernity(new SimulatedIpernityOptions { Time = _clock, Apps = apps, Users = users });
    }

    private Uri TokenAddress => new(_host.Address, $"2.0/?method=auth.getToken&api_key={Key}");

    public async Task InitializeAsync() => _host = await SimulatorHost.StartAsync(
        Services.SimulatorRoutes(_lastFm, _ipernity), 0, context => context.Response.WriteAsync("callback " + context.Request.QueryString));

    public async Task DisposeAsync() => await _host.DisposeAsync();

    public void Dispose() => _client.Dispose();

    [Theory]
    [InlineData("2.0", "lastfm")]
    [InlineData("2.0/", "lastfm")]
    [InlineData("api/auth", "lastfm")]
    [InlineData("api/auth/", "lastfm")]
    [InlineData("api/auth.getFrob", "ipernity")]
    [InlineData("api/auth.getFrob/xml", "ipernity")]
    [InlineData("api/auth/more", "ipernity")]
    [InlineData("apps/authorize", "ipernity")]
    [InlineData("apps/oauth/request", "ipernity")]
    public async Task Each_path_reaches_its_service(string path, string service)
    {
        using HttpResponseMessage response = await _client.GetAsync(new Uri(_host.Address, path));
        _lastFm.Calls.Should().HaveCount(service == "lastfm" ? 1 : 0);
        _ipernity.Calls.Should().HaveCount(service == "ipernity" ? 1 : 0);
    }

    [Fact]
    public async Task The_listener_is_on_loopback_and_a_call_goes_through_it()
    {
        _host.Address.IsLoopback.Should().BeTrue();
        using var form = new FormUrlEncodedContent([new("method", "auth.getToken"), new("api_key", Key)]);
        using HttpResponseMessage response = await _client.PostAsync(new Uri(_host.Address, "2.0/?format=json"), form);
        response.StatusCode.Should().Be(HttpStatusCode.OK);
        response.Content.Headers.ContentType!.MediaType.Should().Be("application/json");
        JsonElement.Parse(await response.Content.ReadAsStringAsync()).GetProperty("token").GetString().Should().HaveLength(32);
    }

    [Fact]
    public async Task A_consent_page_is_shown_posted_and_redirects()
    {
        var page = new Uri(_host.Address, $"api/auth?api_key={Key}&cb={Uri.EscapeDataString(_host.Address + "callback?x=1")}");
        (await _client.GetStringAsync(page)).Should().Contain("name=\"decision\"");

        using var form = new FormUrlEncodedContent([new("name", "alice"), new("password", "p@ss w0rd"), new("decision", "allow")]);
        using HttpResponseMessage response = await _client.PostAsync(page, form);

        response.StatusCode.Should().Be(HttpStatusCode.Redirect);
        response.Headers.GetValues("Set-Cookie").Should().ContainSingle();
        response.Headers.Location!.OriginalString.Should().StartWith($"{_host.Address}callback?x=1&token=");
        (await _client.GetStringAsync(response.Headers.Location)).Should().StartWith("callback ?x=1&token=");
    }

    [Fact]
    public async Task Without_a_delegate_other_paths_are_not_found()
    {
        await using SimulatorHost host = await SimulatorHost.StartAsync(Services.SimulatorRoutes(_lastFm, null));
        foreach (string path in new[] { "", "callback", "api/auth.getFrob" })
        {
            using HttpResponseMessage response = await _client.GetAsync(new Uri(host.Address, path));
            response.StatusCode.Should().Be(HttpStatusCode.NotFound);
        }
    }

    [Fact]
    public async Task A_reset_sends_not_even_headers_and_a_truncated_answer_no_whole_body()
    {
        _lastFm.Faults.Next("auth.getToken", Fault.Reset, Fault.Truncated);
        using var request = new HttpRequestMessage(HttpMethod.Post, TokenAddress);
        await FluentActions.Awaiting(() => _client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead))
            .Should().ThrowAsync<HttpRequestException>();
        await FluentActions.Awaiting(() => _client.GetStringAsync(TokenAddress)).Should().ThrowAsync<HttpRequestException>();
        _lastFm.Calls.Should().Equal("auth.getToken", "auth.getToken");
        (await _client.GetStringAsync(TokenAddress)).Should().Contain("<token>");
    }

    [Fact]
    public async Task A_slow_answer_waits_for_the_services_clock()
    {
        _lastFm.Faults.Next("auth.getToken", Fault.Slow);
        Task<string> pending = _client.GetStringAsync(TokenAddress);
        await _clock.WaitForTimersAsync(1);
        _clock.Advance(TimeSpan.FromSeconds(5) - TimeSpan.FromTicks(1));
        _clock.ArmedTimers.Should().Be(1, "the answer still waits");
        _clock.Advance(TimeSpan.FromTicks(1));
        (await pending).Should().Contain("<token>");
    }

    [Fact]
    public async Task A_huge_answer_and_a_redirect_come_through()
    {
        _lastFm.Faults.Next("auth.getToken", Fault.Huge, Fault.RedirectTo("https://evil.invalid/"));
        (await _client.GetByteArrayAsync(TokenAddress)).Should().HaveCount(2 * 1024 * 1024);
        using HttpResponseMessage response = await _client.GetAsync(TokenAddress);
        response.Headers.Location.Should().Be(new Uri("https://evil.invalid/"));
    }

    [Fact]
    public async Task S14_A_bare_request_with_an_absolute_target_is_answered()
    {
        using var socket = new TcpClient();
        await socket.ConnectAsync(_host.Address.Host, _host.Address.Port);
        NetworkStream stream = socket.GetStream();
        await stream.WriteAsync(Encoding.ASCII.GetBytes(
            $"GET http://ws.audioscrobbler.com/2.0/?method=auth.getToken&api_key={Key}&&format=json HTTP/1.1\r\nHost: ws.audioscrobbler.com\r\n"
            + "TE: deflate,gzip;q=0.3\r\nConnection: close\r\n\r\n"));
        using var reader = new StreamReader(stream);
        string answer = await reader.ReadToEndAsync();
        answer.Should().StartWith("HTTP/1.1 200 OK").And.Contain("{\"token\":\"");
    }

    [Fact]
    public async Task A_stopped_host_listens_no_more_and_a_taken_port_is_said()
    {
        SimulatorHost host = await SimulatorHost.StartAsync([]);
        await FluentActions.Awaiting(() => SimulatorHost.StartAsync([], host.Address.Port)).Should().ThrowAsync<IOException>();
        await host.DisposeAsync();
        await FluentActions.Awaiting(() => _client.GetStringAsync(host.Address)).Should().ThrowAsync<HttpRequestException>();
    }

    [Fact]
    public async Task A_slow_answer_does_not_hold_up_the_stop()
    {
        SimulatorHost host = await SimulatorHost.StartAsync(Services.SimulatorRoutes(_lastFm, null));
        _lastFm.Faults.Next("auth.getToken", Fault.Slow);
        Task<string> pending = _client.GetStringAsync(new Uri(host.Address, $"2.0/?method=auth.getToken&api_key={Key}"));
        await _clock.WaitForTimersAsync(1);

        await host.DisposeAsync();

        await FluentActions.Awaiting(() => pending).Should().ThrowAsync<HttpRequestException>();
    }
}
