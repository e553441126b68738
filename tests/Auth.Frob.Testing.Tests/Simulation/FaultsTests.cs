using System.Net;
using Auth.Frob.Testing.Simulation;

namespace Auth.Frob.Testing.Tests.Simulation;

/// <summary>Every kind of fault, as an HttpClient meets it.</summary>
public sealed class FaultsTests : IDisposable
{
    private readonly ManualTimeProvider _clock = new();
    private readonly EchoService _service;
    private readonly HttpClient _client;

    public FaultsTests()
    {
        _service = new EchoService(_clock);
        _client = new HttpClient(new SimulatedServiceHandler(_service));
    }

    public void Dispose() => _client.Dispose();

    [Fact]
    public async Task Without_a_fault_the_answer_comes_through()
    {
        using HttpResponseMessage response = await PostAsync();
        response.StatusCode.Should().Be(HttpStatusCode.OK);
        response.Headers.GetValues("X-Echo").Should().Equal("yes");
        response.Content.Headers.ContentType!.MediaType.Should().Be("text/plain");
        (await response.Content.ReadAsStringAsync()).Should().Be("POST höllo &");
        response.RequestMessage!.RequestUri.Should().Be(new Uri("https://service.example/"));
    }

    [Fact]
    public async Task A_code_is_answered_instead_of_the_call()
    {
        _service.Faults.Next("echo", Fault.Code(16) with { RetryAfter = TimeSpan.FromSeconds(7.5) });
        using HttpResponseMessage response = await PostAsync();
        (await response.Content.ReadAsStringAsync()).Should().Be("code 16");
        response.Headers.RetryAfter!.Delta.Should().Be(TimeSpan.FromSeconds(8));
        _service.Answered.Should().Be(0);
    }

    [Theory]
    [InlineData(FaultKind.TooManyRequests, 429)]
    [InlineData(FaultKind.Unavailable, 503)]
    public async Task The_front_end_answers_in_html(FaultKind kind, int status)
    {
        _service.Faults.Next("echo", new Fault(kind));
        using HttpResponseMessage response = await PostAsync();
        ((int)response.StatusCode).Should().Be(status);
        response.Headers.RetryAfter.Should().BeNull();
        (await response.Content.ReadAsStringAsync()).Should().StartWith("<!DOCTYPE html>");
    }

    [Fact]
    public async Task A_slow_answer_comes_after_five_seconds_of_the_services_clock()
    {
        _service.Faults.Next("echo", Fault.Slow);
        Task<HttpResponseMessage> pending = PostAsync();
        await _clock.WaitForTimersAsync(1);
        _clock.Advance(TimeSpan.FromSeconds(5) - TimeSpan.FromTicks(1));
        _clock.ArmedTimers.Should().Be(1, "the answer still waits");
        _clock.Advance(TimeSpan.FromTicks(1));
        _clock.ArmedTimers.Should().Be(0);
        using HttpResponseMessage response = await pending;
        (await response.Content.ReadAsStringAsync()).Should().StartWith("POST");
    }

    [Fact]
    public async Task Waiting_for_a_slow_answer_can_be_cancelled()
    {
        _service.Faults.Next("echo", Fault.Slow);
        using var stop = new CancellationTokenSource();
        Task<HttpResponseMessage> pending = PostAsync(stop.Token);
        await _clock.WaitForTimersAsync(1);
        await stop.CancelAsync();
        await FluentActions.Awaiting(() => pending).Should().ThrowAsync<OperationCanceledException>();
    }

    [Fact]
    public async Task A_reset_ends_the_connection_after_the_call_was_dealt_with()
    {
        _service.Faults.Next("echo", Fault.Reset);
        HttpRequestException failure = (await FluentActions.Awaiting(() => PostAsync()).Should().ThrowAsync<HttpRequestException>()).Which;
        failure.HttpRequestError.Should().Be(HttpRequestError.ResponseEnded);
        _service.Answered.Should().Be(1);
    }

    [Fact]
    public async Task A_truncated_answer_breaks_off_in_the_middle()
    {
        _service.Faults.Next("echo", Fault.Truncated, Fault.Truncated);
        await FluentActions.Awaiting(() => PostAsync()).Should().ThrowAsync<HttpRequestException>();

        using var request = new HttpRequestMessage(HttpMethod.Get, "https://service.example/");
        using HttpResponseMessage response = await _client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        using Stream body = await response.Content.ReadAsStreamAsync();
        byte[] came = new byte[64];
        int length = await body.ReadAsync(came);
        length.Should().Be(2, "half of 'GET ' comes");
        await FluentActions.Awaiting(async () => await body.ReadAsync(came)).Should().ThrowAsync<HttpIOException>();
        _service.Answered.Should().Be(2);
    }

    [Fact]
    public async Task Garbage_is_neither_text_nor_any_format()
    {
        _service.Faults.Next("echo", Fault.Garbage);
        using HttpResponseMessage response = await PostAsync();
        response.StatusCode.Should().Be(HttpStatusCode.OK);
        byte[] body = await response.Content.ReadAsByteArrayAsync();
        FluentActions.Invoking(() => new System.Text.UTF8Encoding(false, true).GetString(body)).Should().Throw<ArgumentException>();
    }

    [Fact]
    public async Task A_huge_answer_is_two_mebibytes_of_well_formed_json()
    {
        _service.Faults.Next("echo", Fault.Huge);
        using HttpResponseMessage response = await PostAsync();
        byte[] body = await response.Content.ReadAsByteArrayAsync();
        body.Should().HaveCount(2 * 1024 * 1024);
        System.Text.Json.JsonElement.Parse(body).GetProperty("token").GetString()!.Length.Should().BeGreaterThan(2_000_000);
    }

    [Fact]
    public async Task A_redirect_leads_elsewhere_and_is_not_followed()
    {
        _service.Faults.Next("echo", Fault.RedirectTo("https://evil.invalid/2.0/"));
        using HttpResponseMessage response = await PostAsync();
        response.StatusCode.Should().Be(HttpStatusCode.TemporaryRedirect);
        response.Headers.Location.Should().Be(new Uri("https://evil.invalid/2.0/"));
        _service.Answered.Should().Be(0);
    }

    [Fact]
    public async Task Faults_are_queued_stand_and_are_cleared_by_the_name_of_the_call()
    {
        _service.Faults.Always("*", Fault.Code(1));
        _service.Faults.Always("Echo", Fault.Code(2));
        _service.Faults.Next("*", Fault.Code(3));
        _service.Faults.Next("ECHO", Fault.Code(4), Fault.Code(5));

        string[] answers = [await TextAsync(""), await TextAsync(""), await TextAsync(""), await TextAsync(""), await TextAsync("?call=other")];
        _service.Faults.Clear();

        answers.Should().Equal("code 4", "code 5", "code 3", "code 2", "code 1");
        (await TextAsync("")).Should().Be("GET ");
        _service.Calls.Should().Equal("echo", "echo", "echo", "echo", "other", "echo");
    }

    [Fact]
    public async Task A_request_that_was_cancelled_does_not_reach_the_service()
    {
        await FluentActions.Awaiting(() => PostAsync(new CancellationToken(true))).Should().ThrowAsync<OperationCanceledException>();
        _service.Calls.Should().BeEmpty();
    }

    private async Task<string> TextAsync(string query)
    {
        using HttpResponseMessage response = await _client.GetAsync(new Uri("https://service.example/" + query));
        return await response.Content.ReadAsStringAsync();
    }

    private async Task<HttpResponseMessage> PostAsync(CancellationToken cancellationToken = default)
    {
        using var form = new FormUrlEncodedContent([new("text", "höllo &")]);
        return await _client.PostAsync(new Uri("https://service.example/"), form, cancellationToken);
    }
}
