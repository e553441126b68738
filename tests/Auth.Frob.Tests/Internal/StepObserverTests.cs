using System.Collections.Concurrent;
using Auth.Frob.Errors;
using Auth.Frob.Outcomes;
using Auth.Frob.Recipes;
using Auth.Frob.Testing;
using Auth.Frob.Tests.Scripted;

namespace Auth.Frob.Tests.Internal;

/// <summary>Who watches is told of each step, once at its beginning and once at its end.</summary>
public sealed class StepObserverTests : IDisposable
{
    private readonly ConcurrentQueue<string> _told = new();
    private readonly ConcurrentQueue<string?> _marks = new();
    private readonly ManualTimeProvider _clock = new();
    private readonly ScriptedTransport _transport = new();
    private readonly FrobClients _clients;
    private readonly HttpMessageInvoker _invoker;
    private static readonly AsyncLocal<string?> Ambient = new();

    public StepObserverTests()
    {
        _invoker = new HttpMessageInvoker(new Marked(_transport, _marks));
        _clients = new FrobBuilder().UseTransports(_ => _invoker).UseTime(_clock).UseObserver(Observe).Add<PlainOptions>(Tiny.Provider, Bench.Fill).Build();
    }

    private FrobClient Client => _clients[Tiny.Name];

    public void Dispose()
    {
        _clients.Dispose();
        _invoker.Dispose();
        _transport.Dispose();
    }

    [Fact]
    public async Task Each_step_is_told_with_its_outcome()
    {
        _transport.Reply(Tiny.Frob).Reply("""{"error":3}""");
        var pending = (await Client.BeginAsync(new ConsentRequest { Flow = "desktop" })).Value!;
        await Client.ExchangeAsync(pending, ConsentReturn.None);
        _told.Should().Equal("begin desktop -", "begin ended ok", $"exchange desktop {pending.BeganAt:O}", "exchange ended InvalidFrob");
        _marks.Should().Equal("begin", "exchange");
    }

    [Fact]
    public async Task A_flow_that_the_recipe_chose_is_told_by_its_name()
    {
        _transport.Reply(Tiny.Frob);
        await Client.BeginAsync(new ConsentRequest());
        _told.Should().Equal("begin desktop -", "begin ended ok");
    }

    [Fact]
    public async Task A_wait_is_one_step_and_each_poll_within_it_another()
    {
        _transport.Reply(Tiny.Frob).Reply("""{"error":1}""").Reply(Tiny.Session);
        var pending = (await Client.BeginAsync(new ConsentRequest { Flow = "desktop" })).Value!;
        var progress = new ReportedProgress<ConsentProgress>();
        var waiting = Client.WaitAsync(pending, progress).AsTask();
        _clock.Advance(TimeSpan.FromSeconds(5));
        await progress.NextAsync();
        _clock.Advance(TimeSpan.FromSeconds(5));
        await waiting;
        _told.Select(t => t.Replace($" {pending.BeganAt:O}", "")).Should().Equal(
            "begin desktop -", "begin ended ok", "wait desktop", "poll desktop", "poll ended Pending", "poll desktop", "poll ended ok", "wait ended ok");
        _marks.Should().Equal("begin", "poll", "poll");
    }

    [Fact]
    public async Task Misuse_and_cancelling_end_a_step_with_the_exception()
    {
        await Client.Awaiting(c => c.SignInAsync(new SignInRequest { Flow = "none", Username = "a", Password = new("p") }).AsTask()).Should().ThrowAsync<FrobUsageException>();
        await Client.Awaiting(c => c.BeginAsync(new ConsentRequest { Flow = "desktop" }, new CancellationToken(true)).AsTask()).Should().ThrowAsync<OperationCanceledException>();
        _told.Should().Equal("sign_in none -", "sign_in ended FrobUsageException", "begin desktop -", "begin ended OperationCanceledException");
    }

    [Fact]
    public async Task What_the_observer_sets_holds_within_the_step_and_not_beyond()
    {
        _transport.Then(_ => ScriptedTransport.Answer(Ambient.Value == "begin" ? Tiny.Frob : "{}"));
        (await Client.BeginAsync(new ConsentRequest { Flow = "desktop" })).Succeeded.Should().BeTrue();
        Ambient.Value.Should().BeNull();
    }

    [Fact]
    public async Task Requests_that_nobody_watches_carry_no_mark()
    {
        using var unwatched = new FrobBuilder().UseTransport(_invoker).Add<PlainOptions>(Tiny.Provider, Bench.Fill).Build();
        _transport.Reply(Tiny.Frob);
        await unwatched[Tiny.Name].BeginAsync(new ConsentRequest { Flow = "desktop" });
        _marks.Should().Equal([null]);
    }

    [Fact]
    public void A_client_that_was_removed_is_found_no_more()
    {
        _clients.Remove(Tiny.Name).Should().BeTrue();
        _clients.Remove(Tiny.Name).Should().BeFalse();
        _clients.TryGet(Tiny.Name, out _).Should().BeFalse();
        _clients.Names.Should().BeEmpty();
    }

    private Action<FrobError?, Exception?> Observe(FrobStep step)
    {
        Ambient.Value = step.Name;
        _told.Enqueue($"{step.Name} {step.Flow} {step.FlowBeganAt?.ToString("O") ?? "-"}");
        return (error, fault) => _told.Enqueue($"{step.Name} ended {error?.Kind.ToString() ?? fault?.GetType().Name ?? "ok"}");
    }

    private sealed class Marked(HttpMessageHandler inner, ConcurrentQueue<string?> marks) : DelegatingHandler(inner)
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            marks.Enqueue(request.Options.TryGetValue(FrobStep.OfRequest, out var step) ? step : null);
            return base.SendAsync(request, cancellationToken);
        }
    }
}
