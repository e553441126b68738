using Auth.Frob.Outcomes;
using Auth.Frob.Recipes;
using Auth.Frob.Replies;
using Auth.Frob.Slots;
using Auth.Frob.Tests.Scripted;

namespace Auth.Frob.Tests.Internal;

/// <summary>What a grant holds of the replies that made it and of those that prove it.</summary>
public sealed class GrantUpkeepTests
{
    private static readonly ReplyField Granted = new ReplyField(Slot.Permissions, "session.permissions").All();

    [Theory]
    [InlineData("""{"session":{"name":"alice"}}""")]
    [InlineData("""{"session":{"name":"alice","permissions":{}}}""")]
    [InlineData("""{"session":{"name":"alice","permissions":{"doc":null}}}""")]
    public async Task Permissions_that_are_read_and_not_there_were_withdrawn(string reply)
    {
        using var bench = new Bench(Tiny.Provider with { Verify = Tiny.Provider.Verify! with { Reads = [new(Slot.AccountName, "session.name"), Granted] } });
        (await VerifyAsync(bench, reply)).Permissions.Should().Equal(Permissions.None);
    }

    [Fact]
    public async Task A_proof_that_reads_no_permissions_and_no_id_keeps_them()
    {
        using var bench = new Bench();
        var grant = await VerifyAsync(bench, """{"session":{"name":"alice2"}}""");
        (grant.Account.Id, grant.Account.Name, grant.Permissions.ToString()).Should().Be(("7", "alice2", "doc=write"));
    }

    [Fact]
    public async Task The_accounts_id_and_name_go_along_where_the_recipe_sends_them()
    {
        var verify = Tiny.Call("check", new("id", Slot.AccountId), new("name", Slot.AccountName)) with { Reads = [] };
        using var bench = new Bench(Tiny.Provider with { Verify = verify });
        var grant = await VerifyAsync(bench, "{}");
        var sent = bench.Transport.Sent[^1];
        (sent["id"], sent["name"], grant.Account.Id).Should().Be(("7", "alice", "7"));
    }

    [Theory]
    [InlineData("3600", 3600)]
    [InlineData("1", 1)]
    [InlineData("0", null)]
    [InlineData("-5", null)]
    [InlineData("1e3", null)]
    [InlineData("1.5", null)]
    [InlineData("99999999999", null)]
    public async Task A_lifetime_is_whole_seconds_above_zero(string json, int? seconds)
    {
        using var bench = new Bench(Direct(new ReplyField(Slot.ExpiresIn, "life").Optional()));
        var grant = (await bench.SignInAsync("""{"session":{"key":"t-1"},"life":""" + json + "}")).Value!;
        (grant.ExpiresAt - grant.GrantedAt).Should().Be(seconds is { } s ? TimeSpan.FromSeconds(s) : null);
    }

    [Fact]
    public async Task A_lifetime_that_no_reply_of_the_exchange_is_read_for_is_none()
    {
        var provider = Tiny.Provider with { Settings = [.. Tiny.Provider.Settings, new(Slot.ExpiresIn, SettingKind.Text, "60")] };
        using var bench = new Bench(provider);
        (await bench.SignInAsync(Tiny.Session)).Value!.ExpiresAt.Should().BeNull();
    }

    [Theory]
    [InlineData("""{"session":{"key":"t-1"},"more":{"a":"1","a":"2"}}""")]
    [InlineData("<a><session key='t-1'/><more a='1'><a>2</a></more></a>")]
    [InlineData("<a><session key='t-1'/><more><a>1</a><a>2</a></more></a>")]
    public async Task Of_two_extras_with_one_name_the_first_is_kept(string body)
    {
        using var bench = new Bench(Direct(new ReplyField(new Slot("more"), "more").All()));
        (await bench.SignInAsync(body)).Value!.Extras.Should().Equal(new Dictionary<string, string> { ["more.a"] = "1" });
    }

    [Fact]
    public async Task What_is_derived_is_left_out_where_a_slot_that_it_reads_is_empty()
    {
        var runs = 0;
        var slot = new Slot("derived");
        var call = Tiny.Direct.Exchange[0] with
        {
            Signed = false, Body = [new Parameter("derived", slot).Optional()],
        };
        var flow = Tiny.Direct with { Exchange = [call], Derives = [new Derived(slot, values => $"{++runs}{values[Slot.SharedSecret]}", Slot.SharedSecret)] };
        var provider = Tiny.Provider with { Flows = [flow], Signer = null, Verify = null, Use = null };
        using var without = new Bench(provider, static o => o.SharedSecret = null);
        (await without.SignInAsync(Tiny.Session)).Succeeded.Should().BeTrue();
        without.Transport.Sent[0].Body.Should().NotContain("derived");
        runs.Should().Be(0);
        using var with = new Bench(provider);
        (await with.SignInAsync(Tiny.Session)).Succeeded.Should().BeTrue();
        with.Transport.Sent[0]["derived"].Should().Be("1" + Tiny.Shared);
    }

    [Fact]
    public void One_exchange_stays_within_its_memory()
    {
        using var transport = new HttpMessageInvoker(new SameAnswer(Tiny.Session));
        using var clients = new FrobBuilder().UseTransport(transport).Add<PlainOptions>(Tiny.Provider, Bench.Fill).Build();
        var pending = Begun();
        var costs = Enumerable.Range(0, 500).Select(_ => Cost(clients["tiny"], pending)).Skip(400).Order().ToList();
        costs[costs.Count / 2].Should().BeLessThanOrEqualTo(2560);
    }

    private static PendingConsent Begun()
    {
        using var transport = new HttpMessageInvoker(new SameAnswer(Tiny.Frob));
        using var clients = new FrobBuilder().UseTransport(transport).Add<PlainOptions>(Tiny.Provider, Bench.Fill).Build();
        return Ended(clients["tiny"].BeginAsync(new ConsentRequest()));
    }

    private static long Cost(FrobClient client, PendingConsent pending)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        var exchange = client.ExchangeAsync(pending, ConsentReturn.None);
        var cost = GC.GetAllocatedBytesForCurrentThread() - before;
        Ended(exchange).Token.Reveal().Should().Be("t-1");
        return cost;
    }

    // All of it runs on this thread, or what it takes would not be counted.
    private static T Ended<T>(ValueTask<FrobResult<T>> task)
        where T : class
    {
        task.IsCompleted.Should().BeTrue();
        return task.GetAwaiter().GetResult().Value!;
    }

    private static FrobProvider Direct(ReplyField field) =>
        Tiny.Provider with { Flows = [Tiny.Direct with { Exchange = [Tiny.Direct.Exchange[0] with { Reads = [new(Slot.Token, "session.key"), field] }] }] };

    private static async Task<Grant> VerifyAsync(Bench bench, string reply)
    {
        var made = (await bench.SignInAsync("""{"session":{"key":"t-1","name":"alice","permissions":{"doc":"write"}}}""")).Value!;
        var grant = made with { Account = made.Account with { Id = "7" } };
        bench.Transport.Reply(reply);
        return (await bench.Client.VerifyAsync(grant)).Value!;
    }
}
