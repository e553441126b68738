using System.Collections;
using System.Diagnostics;
using System.Reflection;
using System.Text.Json;
using Auth.Frob.Errors;
using Auth.Frob.Outcomes;
using Auth.Frob.Recipes;
using Auth.Frob.Replies;
using Auth.Frob.Signing;
using Auth.Frob.Slots;
using Auth.Frob.Tests.Scripted;

namespace Auth.Frob.Tests;

/// <summary>Every secret is a canary: it must reach its place, and appear nowhere else.</summary>
public sealed class CanaryTests : IDisposable
{
    private const string Shared = "canary-shared", Password = "canary-password", Frob = "canary-frob", FrobSecret = "canary-frobsecret";
    private const string Token = "canary-token", TokenSecret = "canary-tokensecret", State = "canary-state", Verifier = "canary-verifier";
    private const string Refresh = "canary-refresh";

    private static readonly ReplyFields Reads =
        [new(Slot.Token, "token"), new ReplyField(Slot.TokenSecret, "secret").Optional(), new ReplyField(Slot.RefreshToken, "refresh").Optional()];

    private static readonly ConsentFlow Flow = new("consent")
    {
        Prepare = [Tiny.Call("begin") with { Reads = [new(Slot.Frob, "frob"), new(Slot.FrobSecret, "frobSecret")] }],
        Consent = new ConsentLink("{+consent}") { Query = [new("frob", Slot.Frob)], Signed = true },
        Callback = new CallbackRule { Reads = [new(Slot.Frob, "frob"), new(Slot.Verifier, "verifier")], State = StatePlace.InConsentAddress, IsRegistered = true },
        Binding = Binding.State,
        Exchange = [Tiny.Call("exchange", new("frob", Slot.Frob), new("second", Slot.FrobSecret), new("verifier", Slot.Verifier)) with { Reads = Reads }],
    };

    private static readonly FrobProvider Provider = Tiny.Provider with
    {
        Errors = Tiny.Errors with { Rows = [.. Enum.GetValues<FrobErrorKind>().Select(static k => Tiny.Row($"{100 + (int)k}", k))] },
        Verify = Tiny.Call("check", new("token", Slot.Token), new Parameter("secret", Slot.TokenSecret).Optional()),
        Flows = [Flow, Tiny.Direct with { Exchange = [Tiny.Direct.Exchange[0] with { Reads = Reads }] }],
    };

    private readonly HttpMessageInvoker _invoker;
    private readonly ScriptedTransport _transport = new();
    private readonly FrobClients _clients;
    private readonly FrobClient _client;
    private readonly List<object> _seen = [];

    public CanaryTests()
    {
        _invoker = new HttpMessageInvoker(_transport);
        var options = new PlainOptions();
        var builder = new FrobBuilder().UseTransport(_invoker).UseNonces(static () => State).Add<PlainOptions>(Provider, o =>
        {
            Bench.Fill(o);
            o.SharedSecret = Shared;
            options = o;
        });
        _clients = builder.Build();
        _client = _clients["tiny"];
        _seen.AddRange([options, options.SharedSecret!, builder, _clients, _client, Provider, new AppKey("key", Shared!)]);
    }

    public void Dispose()
    {
        _clients.Dispose();
        _invoker.Dispose();
    }

    [Fact]
    public async Task No_canary_is_seen_and_each_reached_its_place()
    {
        var grant = await RunAsync();
        foreach (var kind in Enum.GetValues<FrobErrorKind>())
            await FailAsync($$"""{"error":{{100 + (int)kind}},"message":"ECHO"}""");
        foreach (var body in new[] { "", "<html>canary-frob", "{\"canary-frob\":\"canary-frob\"", "{}", "{\"token\":\"canary-token x\"}", "canary-frob" })
            await FailAsync(body);
        await MisuseAsync(grant);
        foreach (var thing in _seen)
            ExpectNoCanary(thing);
    }

    [Fact]
    public void The_search_finds_a_canary_that_sings()
    {
        Shown(new UsageFault("", "x", Shared)).Should().Contain(Shared);
        Shown(new Dictionary<string, string> { ["a"] = Token }).Should().Contain(Token);
    }

    private async Task<Grant> RunAsync()
    {
        var request = new ConsentRequest { Flow = "consent" };
        _transport.Reply($$"""{"frob":"{{Frob}}","frobSecret":"{{FrobSecret}}"}""");
        var begun = await _client.BeginAsync(request);
        var pending = begun.Value!;
        pending.ConsentUri.Reveal().Query.Should().Contain(Frob).And.Contain(State);
        var envelope = pending.ToEnvelope();
        envelope.Should().Contain(Frob).And.Contain(FrobSecret).And.Contain(State).And.NotContain(Shared);
        var answer = Answer();
        _transport.Reply($$"""{"token":"{{Token}}","secret":"{{TokenSecret}}","refresh":"{{Refresh}}"}""").Reply("{\"ok\":1}");
        var granted = await _client.ExchangeAsync(PendingConsent.FromEnvelope(envelope), answer);
        var sent = _transport.Sent[^1].Everything;
        sent.Should().Contain(Frob).And.Contain(FrobSecret).And.Contain(Verifier).And.NotContain(Shared);
        var grant = granted.Value!;
        grant.ToEnvelope().Should().Contain(Token).And.Contain(TokenSecret).And.Contain(Refresh);
        var verified = await _client.VerifyAsync(Grant.FromEnvelope(grant.ToEnvelope()));
        _transport.Sent[^1].Everything.Should().Contain(Token).And.Contain(TokenSecret);
        var signIn = SignIn();
        _transport.Reply($$"""{"token":"{{Token}}"}""");
        var signed = await _client.SignInAsync(signIn);
        _transport.Sent[^1].Everything.Should().Contain(Password);
        // The shared secret reaches the wire in the signature alone.
        WireParameter[] parameters = [.. _transport.Sent[^1].Form.Where(static p => p.Name != "api_sig").Select(static p => new WireParameter(p.Name, p.Value, true))];
        _transport.Sent[^1]["api_sig"].Should().Be(Tiny.Signer.Sign(parameters, null, new Secret(Shared)));
        _seen.AddRange([request, begun, pending, pending.ConsentUri, answer, ConsentReturn.Code(Verifier), granted, grant, grant.Token, verified, signIn, signed, parameters.Single(static p => p.Name == "password")]);
        _seen.Add(Tiny.Signer.Explain(parameters, null, static p => $"<{p.Value.Length}>"));
        return grant;
    }

    // A service can echo what it was sent, and no more: each flow hears its own secrets.
    private async Task FailAsync(string reply)
    {
        _transport.Reply($$"""{"frob":"{{Frob}}","frobSecret":"{{FrobSecret}}"}""")
            .Reply(reply.Replace("ECHO", $"{Shared} {Frob} {FrobSecret} {Verifier} {State}", StringComparison.Ordinal))
            .Reply(reply.Replace("ECHO", $"{Shared} {Password}", StringComparison.Ordinal));
        var pending = (await _client.BeginAsync(new ConsentRequest { Flow = "consent" })).Value!;
        var failed = await _client.ExchangeAsync(pending, Answer());
        var refused = await _client.SignInAsync(SignIn());
        failed.Succeeded.Should().BeFalse();
        _seen.AddRange([failed, failed.Error!, refused, new ConsentProgress(1, failed.Error!, TimeSpan.Zero, TimeSpan.Zero)]);
    }

    private async Task MisuseAsync(Grant grant)
    {
        _transport.Reply($$"""{"frob":"{{Frob}}","frobSecret":"{{FrobSecret}}"}""").Fail(new HttpRequestException(Frob));
        var pending = (await _client.BeginAsync(new ConsentRequest { Flow = "consent" })).Value!;
        _seen.Add(await _client.ExchangeAsync(pending, Answer()));
        _seen.Add(await _client.ExchangeAsync(pending, ConsentReturn.Redirect(new Uri($"http://127.0.0.1/?state={State}&frob={Frob}2&verifier={Verifier}"))));
        foreach (var misuse in new Func<Task>[]
        {
            async () => await _client.ExchangeAsync(pending, ConsentReturn.Code(Verifier)),
            async () => await _client.WaitAsync(pending),
            async () => await _client.SignInAsync(SignIn() with { Username = "" }),
            () => Task.FromResult(Grant.FromEnvelope(pending.ToEnvelope())),
            () => Task.FromResult(PendingConsent.FromEnvelope(grant.ToEnvelope()[..^5])),
            () => Task.FromResult(JsonSerializer.Deserialize<Secret>($"\"{Shared}\"")),
            () => Task.FromResult(new Bench(null, static o => o.SharedSecret = Shared + " ")),
        })
            _seen.Add((await misuse.Should().ThrowAsync<Exception>()).Which);
    }

    private static ConsentReturn Answer() => ConsentReturn.Redirect(new Uri($"http://127.0.0.1/?state={State}&frob={Frob}&verifier={Verifier}"));

    private static SignInRequest SignIn() => new() { Username = "alice", Password = new Secret(Password) };

    private static void ExpectNoCanary(object thing) => Shown(thing).Should().NotContain("canary", "it is a {0}", thing.GetType().Name);

    /// <summary>Everything that a log, a serializer or a debugger would show of an object.</summary>
    private static string Shown(object thing)
    {
        var text = new List<string> { $"{thing}", string.Concat(thing) };
        if (thing is Exception fault)
            return string.Join('\n', text.Append(fault.Message).Concat(fault.Data.Values.Cast<object>().Select(static v => $"{v}")));
        if (thing.GetType().GetCustomAttribute<DebuggerDisplayAttribute>() is { } display)
            text.Add(display.Value);
        if (thing is not (FrobBuilder or FrobClients or FrobClient or FrobProvider))
            text.Add(JsonSerializer.Serialize(thing, thing.GetType()));
        if (thing is IEnumerable items and not string)
            text.AddRange(items.Cast<object>().Select(static item => $"{item}"));
        return string.Join('\n', text.Concat(thing.GetType().GetProperties()
            .Where(static p => p.GetIndexParameters().Length == 0 && !p.PropertyType.IsByRefLike && p.GetMethod is { IsStatic: false })
            .Select(p => $"{(thing is WireParameter ? "" : p.GetValue(thing))}")));
    }
}
