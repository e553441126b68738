using Auth.Frob.Errors;
using System.Collections.Immutable;
using Auth.Frob.Outcomes;
using Auth.Frob.Recipes;
using Auth.Frob.Slots;
using Auth.Frob.Tests.Scripted;

namespace Auth.Frob.Tests;

public sealed class FrobBuilderTests
{
    private static readonly string[] Malformed = ["", " ", "a b", "a\tb", "a\u0007", "a\u007f", "schlüssel", "a\u00a0", new string('k', 257)];

    [Fact]
    public void Every_fault_is_named_at_once_with_instance_and_property()
    {
        var builder = new FrobBuilder()
            .Add<PlainOptions>(Tiny.Provider, static o => { o.CallTimeout = TimeSpan.Zero; o.Settings["api"] = "http://api.example/"; o.Settings["format"] = "yaml"; o.Settings["no"] = "x"; })
            .Add<PlainOptions>(Tiny.Provider, static o => { Bench.Fill(o); o.Name = "Other Name"; })
            .Add<PlainOptions>(Tiny.Provider, Bench.Fill);
        var fault = builder.Invoking(static b => b.Build()).Should().Throw<FrobUsageException>().Which;
        fault.Faults.Select(static f => (f.Instance, f.Property)).Should().Equal(
            ("tiny", "ApiKey"), ("tiny", "SharedSecret"), ("tiny", "AppName"), ("tiny", "AppVersion"), ("tiny", "CallTimeout"),
            ("tiny", "api"), ("tiny", "format"), ("tiny", "no"), ("Other Name", "Name"), ("tiny", "Name"));
        fault.Message.Split(Environment.NewLine).Should().HaveCount(10).And.Contain("tiny: ApiKey: is missing").And.Contain("tiny: format: must be one of: json, xml");
    }

    [Fact]
    public void Malformed_keys_secrets_and_names_are_refused_without_their_values()
    {
        foreach (var text in Malformed)
        {
            Faults(o => o.ApiKey = text).Should().ContainSingle().Which.Property.Should().Be("ApiKey");
            Faults(o => o.SharedSecret = text).Should().ContainSingle().Which.Property.Should().Be("SharedSecret");
            Faults(o => o.AppName = text).Should().ContainSingle().Which.Property.Should().Be("AppName");
            Faults(o => o.AppVersion = text).Should().ContainSingle().Which.Property.Should().Be("AppVersion");
            if (text.Length > 1)
                Faults(o => o.SharedSecret = text)[0].ToString().Should().NotContain(text);
        }
        Faults(static o => o.AppName = "App/1").Should().ContainSingle();
        Faults(static o => o.AppVersion = "1(2)").Should().ContainSingle();
        Faults(static o => o.ApiKey = null).Should().ContainSingle();
    }

    [Theory]
    [InlineData("k")]
    [InlineData("not-hex-at-all!~")]
    [InlineData("0123456789abcdef0123456789abcdef0")]
    public void No_length_and_no_alphabet_is_asked_of_keys(string text)
    {
        Faults(o => { o.ApiKey = text; o.SharedSecret = text; o.AppName = "A.b_c-1"; o.AppVersion = "1.0+g7_x"; }).Should().BeEmpty();
        Faults(static o => o.ApiKey = new string('k', 256)).Should().BeEmpty();
    }

    [Theory]
    [InlineData("http://api.example/")]
    [InlineData("api.example")]
    [InlineData("")]
    [InlineData("https://user:pw@api.example/")]
    [InlineData("file:///etc/hosts")]
    [InlineData("http://127.0.0.1.example/")]
    [InlineData("https://api.example/x?y=z")]
    [InlineData("https://api.example/#")]
    public void Addresses_are_https_or_loopback(string address) =>
        Faults(o => o.Settings["api"] = address).Should().ContainSingle().Which.Property.Should().Be("api");

    [Theory]
    [InlineData("https://api.example/x/y")]
    [InlineData("http://127.0.0.1:5000/")]
    [InlineData("http://localhost/")]
    [InlineData("http://[::1]:1/")]
    public void A_loopback_address_needs_no_https(string address) => Faults(o => o.Settings["api"] = address).Should().BeEmpty();

    [Fact]
    public void An_unsigned_provider_needs_no_secret()
    {
        var unsigned = new FrobProvider("open")
        {
            DisplayName = "Open",
            Errors = Tiny.Errors,
            Flows = [new DirectFlow("direct") { Exchange = [new ApiCall { Endpoint = "https://api.example/", Reads = [new(Slot.Token, "key")] }] }],
        };
        using var bench = new Bench(unsigned, static o => o.SharedSecret = null);
        bench.Client.Provider.Should().BeSameAs(unsigned);
    }

    [Fact]
    public void A_builder_builds_once_and_only_with_providers()
    {
        var empty = new FrobBuilder().Invoking(static b => b.Build()).Should().Throw<FrobUsageException>().Which;
        empty.Faults.Should().ContainSingle().Which.ToString().Should().StartWith("FrobBuilder:");
        var builder = new FrobBuilder().Add<PlainOptions>(Tiny.Provider, Bench.Fill);
        using var clients = builder.Build();
        using var invoker = new HttpMessageInvoker(new ScriptedTransport());
        builder.Invoking(static b => b.Build()).Should().Throw<InvalidOperationException>();
        builder.Invoking(static b => b.Add<PlainOptions>(Tiny.Provider, Bench.Fill)).Should().Throw<InvalidOperationException>();
        builder.Invoking(b => b.UseTransport(invoker)).Should().Throw<InvalidOperationException>();
        builder.Invoking(static b => b.UseTime(TimeProvider.System)).Should().Throw<InvalidOperationException>();
        builder.Invoking(static b => b.UseNonces(static () => "")).Should().Throw<InvalidOperationException>();
        builder.Invoking(static b => b.UsePollGate(static (_, _) => default)).Should().Throw<InvalidOperationException>();
    }

    [Fact]
    public void A_builder_with_faults_can_be_built_when_they_are_gone()
    {
        PlainOptions? kept = null;
        var builder = new FrobBuilder().Add<PlainOptions>(Tiny.Provider, o => { Bench.Fill(o); o.ApiKey = null; kept = o; });
        builder.Invoking(static b => b.Build()).Should().Throw<FrobUsageException>();
        kept!.ApiKey = "k";
        using var clients = builder.Build();
        clients.Names.Should().Equal("tiny");
    }

    [Fact]
    public void An_instance_that_does_not_exist_is_answered_with_those_that_do()
    {
        using var clients = new FrobBuilder().Add<PlainOptions>(Tiny.Provider, Bench.Fill)
            .Add<PlainOptions>(Tiny.Provider, static o => { Bench.Fill(o); o.Name = "second-1"; }).Build();
        clients.Names.Should().Equal("second-1", "tiny");
        clients["second-1"].Instance.Should().Be("second-1");
        clients.TryGet("third", out _).Should().BeFalse();
        clients.Invoking(static c => c["third"]).Should().Throw<KeyNotFoundException>().WithMessage("*'third'*second-1, tiny*");
    }

    [Fact]
    public void A_key_print_says_key_and_address_and_neither()
    {
        using var one = new Bench();
        using var same = new Bench(null, static o => o.SharedSecret = "another");
        using var key = new Bench(null, static o => o.ApiKey = "another");
        using var address = new Bench(null, static o => o.Settings["api"] = "https://api.other.example/");
        one.Client.KeyPrint.Should().MatchRegex("^[0-9a-f]{12}$").And.Be(same.Client.KeyPrint);
        new[] { one, key, address }.Select(static b => b.Client.KeyPrint).Should().OnlyHaveUniqueItems();
    }

    [Fact]
    public async Task The_user_agent_goes_with_every_request()
    {
        using var bench = new Bench();
        var pending = await bench.BeginAsync();
        bench.Transport.Reply(Tiny.Session).Reply(Tiny.Session).Reply(Tiny.Session);
        var grant = (await bench.Client.ExchangeAsync(pending, ConsentReturn.None)).Value!;
        await bench.Client.VerifyAsync(grant);
        await bench.SignInAsync();
        var version = typeof(FrobClient).Assembly.GetName().Version!.ToString(2);
        bench.Transport.Sent.Should().HaveCount(4).And.OnlyContain(r => r.Headers.Contains($"User-Agent: App/1.2 Auth.Frob/{version}"));
    }

    private static ImmutableArray<UsageFault> Faults(Action<PlainOptions> change)
    {
        try
        {
            using var bench = new Bench(null, change);
            return [];
        }
        catch (FrobUsageException fault)
        {
            return fault.Faults;
        }
    }
}
