using Auth.Frob.Errors;
using Auth.Frob.Extensions.Registration;
using Auth.Frob.LastFm;
using Auth.Frob.Outcomes;
using Auth.Frob.Slots;
using Microsoft.Extensions.DependencyInjection;
using static Auth.Frob.Extensions.Tests.Registration.RegistrationBench;

namespace Auth.Frob.Extensions.Tests.Registration;

/// <summary>The named clients that carry sign-ins: the host's handlers are on the way, and none that follows or remembers.</summary>
public sealed class NamedClientTests
{
    private static SignInRequest Alice => new() { Username = "alice", Password = new Secret("p@ss w0rd") };

    public static TheoryData<string, HttpMessageHandler> Refused => new()
    {
        { "follow redirects", new HttpClientHandler { UseCookies = false } },
        { "keep cookies", new HttpClientHandler { AllowAutoRedirect = false } },
        { "follow redirects", new SocketsHttpHandler { UseCookies = false } },
        { "keep cookies", new SocketsHttpHandler { AllowAutoRedirect = false } },
        { "follow redirects", new Passing { InnerHandler = new Passing { InnerHandler = new HttpClientHandler() } } },
    };

    [Theory]
    [MemberData(nameof(Refused))]
    public async Task A_primary_handler_that_follows_or_remembers_is_refused_and_told_what_to_write(string fault, HttpMessageHandler primary)
    {
        var collection = new ServiceCollection().AddFrob(frob => frob.AddLastFm(OfLastFm()));
        collection.AddHttpClient(FrobHttpClients.NameOf("lastfm")).ConfigurePrimaryHttpMessageHandler(() => primary);
        await using var services = collection.BuildServiceProvider();
        var client = services.GetRequiredService<FrobClients>()["lastfm"];
        (await client.Invoking(c => c.SignInAsync(Alice).AsTask()).Should().ThrowAsync<FrobUsageException>())
            .WithMessage($"lastfm: *must not {fault}*AllowAutoRedirect = false, UseCookies = false*");
    }

    [Fact]
    public async Task The_default_primary_handler_follows_nothing_and_the_client_has_no_timeout_of_its_own()
    {
        var collection = new ServiceCollection().AddFrob(frob => frob.AddLastFm(OfLastFm()));
        HttpMessageHandler? seen = null;
        collection.AddHttpClient(FrobHttpClients.NameOf("lastfm")).ConfigureAdditionalHttpMessageHandlers((_, _) => { })
            .ConfigurePrimaryHttpMessageHandler((primary, _) => seen = primary);
        await using var services = collection.BuildServiceProvider();
        using var client = services.GetRequiredService<IHttpClientFactory>().CreateClient(FrobHttpClients.NameOf("lastfm"));
        client.Timeout.Should().Be(Timeout.InfiniteTimeSpan);
        seen.Should().BeOfType<SocketsHttpHandler>().Which.Should().Match<SocketsHttpHandler>(h => !h.AllowAutoRedirect && !h.UseCookies);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task The_hosts_handlers_are_on_the_way_whether_added_before_or_after(bool before)
    {
        var counted = new Counting();
        var collection = new ServiceCollection();
        if (!before)
            collection.AddFrob(frob => frob.AddLastFm(OfLastFm()));
        collection.AddHttpClient(FrobHttpClients.NameOf("lastfm")).AddHttpMessageHandler(() => counted);
        collection.Behind("lastfm", SimulatedLastFm(Key));
        if (before)
            collection.AddFrob(frob => frob.AddLastFm(OfLastFm()));
        await using var services = collection.BuildServiceProvider();
        (await services.GetRequiredService<FrobClients>()["lastfm"].SignInAsync(Alice)).Succeeded.Should().BeTrue();
        counted.Count.Should().Be(1);
    }

    [Fact]
    public async Task Flow_handlers_are_made_for_their_instance_and_other_clients_are_left_alone()
    {
        var asked = new List<string>();
        var steps = new Counting();
        var collection = new ServiceCollection().AddFrob(frob =>
        {
            frob.AddLastFm(OfLastFm());
            frob.Registry.FlowHandlers.Add((_, instance) =>
            {
                asked.Add(instance);
                return steps;
            });
        }).Behind("lastfm", SimulatedLastFm(Key));
        await using var services = collection.BuildServiceProvider();
        using var other = services.GetRequiredService<IHttpClientFactory>().CreateClient("other");
        asked.Should().BeEmpty();
        other.Timeout.Should().NotBe(Timeout.InfiniteTimeSpan);
        await services.GetRequiredService<FrobClients>()["lastfm"].SignInAsync(Alice);
        await services.GetRequiredService<FrobClients>()["lastfm"].SignInAsync(Alice);
        asked.Should().Equal("lastfm");
        steps.Steps.Should().Equal([FrobStep.SignIn, FrobStep.SignIn], "a handler is told which step sends");
    }

    [Fact]
    public async Task A_reply_is_not_read_before_the_core_bounds_it()
    {
        var endless = new Endless();
        var collection = new ServiceCollection().AddFrob(frob => frob.AddLastFm(OfLastFm()));
        collection.AddHttpClient(FrobHttpClients.NameOf("lastfm")).ConfigurePrimaryHttpMessageHandler(() => endless);
        await using var services = collection.BuildServiceProvider();
        var refused = await services.GetRequiredService<FrobClients>()["lastfm"].SignInAsync(Alice);
        refused.Error!.Kind.Should().Be(FrobErrorKind.Malformed);
    }

    private sealed class Passing : DelegatingHandler;

    private sealed class Counting : DelegatingHandler
    {
        public int Count { get; private set; }

        public List<string> Steps { get; } = [];

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            Count++;
            Steps.Add(request.Options.TryGetValue(FrobStep.OfRequest, out var step) ? step : "");
            return base.SendAsync(request, cancellationToken);
        }
    }

    private sealed class Endless : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
            Task.FromResult(new HttpResponseMessage { RequestMessage = request, Content = new StreamContent(new Blanks()) });
    }

    private sealed class Blanks : MemoryStream
    {
        private int _read;

        // Longer than the core's bound, so that it stops reading; without an end, so that a client that buffers never would.
        public override int Read(Span<byte> buffer)
        {
            if ((_read += buffer.Length) > 64 * 1024 * 1024)
                throw new InvalidOperationException("The reply was buffered.");
            buffer.Fill((byte)' ');
            return buffer.Length;
        }

        public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            ValueTask.FromResult(Read(buffer.Span));

        public override Task CopyToAsync(Stream destination, int bufferSize, CancellationToken cancellationToken) =>
            throw new InvalidOperationException("The reply was buffered.");
    }
}
