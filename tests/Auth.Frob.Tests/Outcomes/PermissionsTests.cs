using Auth.Frob.Errors;
using Auth.Frob.Outcomes;
using Auth.Frob.Recipes;
using Auth.Frob.Replies;
using Auth.Frob.Slots;
using Auth.Frob.Tests.Scripted;

namespace Auth.Frob.Tests.Outcomes;

public sealed class PermissionsTests
{
    [Theory]
    [InlineData("delete", "read", true)]
    [InlineData("write", "write", true)]
    [InlineData("read", "write", false)]
    [InlineData("none", "read", false)]
    [InlineData("admin", "read", false)]
    [InlineData("Write", "read", false)]
    [InlineData("admin", "admin", true)]
    [InlineData("delete", "admin", false)]
    [InlineData("none", "none", true)]
    [InlineData("granted", "granted", true)]
    [InlineData("write", "granted", false)]
    public void Levels_are_compared_by_order_and_names_by_presence(string granted, string asked, bool enough) =>
        Permissions.None.With("doc", granted).Covers(Permissions.None.With("doc", asked)).Should().Be(enough);

    [Fact]
    public void What_is_missing_is_named()
    {
        var granted = Permissions.None.With("doc", PermissionLevel.Write).With("blog", "odd").With("flat");
        var asked = Permissions.None.With("doc", PermissionLevel.Delete).With("blog", PermissionLevel.Read).With("flat").With("other").With("rest", PermissionLevel.None);
        granted.Missing(asked).ToString().Should().Be("blog=read doc=delete other=granted");
        (granted.LevelOf("doc"), granted.LevelOf("blog"), granted.LevelOf("no")).Should().Be((PermissionLevel.Write, PermissionLevel.None, PermissionLevel.None));
        (granted["blog"], granted["no"], granted.Count).Should().Be(("odd", "none", 3));
    }

    [Fact]
    public void Permissions_are_values()
    {
        var one = Permissions.None.With("a").With("b", "read");
        one.Should().BeEquivalentTo(Permissions.None.With("b", "read").With("a"));
        one.Equals(Permissions.None.With("b", "read").With("a")).Should().BeTrue();
        one.GetHashCode().Should().Be(Permissions.None.With("b", "read").With("a").GetHashCode());
        one.Equals(Permissions.None.With("a")).Should().BeFalse();
        Permissions.None.Equals((object?)null).Should().BeFalse();
    }

    [Theory]
    [InlineData(PermissionStyle.PerArea, "perm_", "perm_doc=write")]
    [InlineData(PermissionStyle.OneLevel, "perms", "perms=write")]
    [InlineData(PermissionStyle.Names, "scope", "scope=a,b")]
    public async Task A_consent_link_asks_in_the_services_style(PermissionStyle style, string name, string written)
    {
        var rule = new PermissionRule(style, name) { Separator = "," };
        var flow = Tiny.Web with { Exchange = [Tiny.GetToken with { Reads = [new(Slot.Token, "key"), new ReplyField(Slot.Permissions, "perms").Optional()] }] };
        using var bench = new Bench(Tiny.Provider with { Permissions = rule, Flows = [flow] });
        var asked = style switch
        {
            PermissionStyle.PerArea => Permissions.None.With("doc", "write").With("blog", "none"),
            PermissionStyle.OneLevel => Permissions.None.With("perms", "write"),
            _ => Permissions.None.With("b").With("a").With("c", "none"),
        };
        var pending = (await bench.Client.BeginAsync(new ConsentRequest { Permissions = asked, Callback = Bench.Callback })).Value!;
        Uri.UnescapeDataString(pending.ConsentUri.Reveal().Query).Should().EndWith("&" + written);
        bench.Transport.Reply("""{"key":"t","perms":"write,x"}""");
        var redirect = new Uri("http://127.0.0.1:9/cb?state=nonce-1&frob=f");
        var grant = (await bench.Client.ExchangeAsync(pending, ConsentReturn.Redirect(redirect))).Value!;
        grant.Permissions.ToString().Should().Be(style == PermissionStyle.OneLevel ? "perms=write,x" : "write=granted x=granted");
    }

    [Fact]
    public async Task What_was_asked_is_not_what_was_granted()
    {
        using var bench = new Bench();
        var asked = Permissions.None.With("doc", "write");
        var pending = (await bench.Client.BeginAsync(new ConsentRequest { Flow = "web", Permissions = asked, Callback = Bench.Callback })).Value!;
        bench.Transport.Reply(Tiny.Session);
        var granted = await bench.Client.ExchangeAsync(pending, ConsentReturn.Redirect(new Uri("http://127.0.0.1:9/cb?state=nonce-1&frob=f")));
        granted.Value!.Permissions.Should().BeEmpty();
    }

    [Theory]
    [InlineData("none", "read", "Permissions.none", "is no area; there are: doc")]
    [InlineData("doc", "delete", "Permissions.doc", "takes: read, write")]
    [InlineData("a b", "read", "Permissions.a b", "the name holds white space*")]
    public async Task Permissions_that_the_service_does_not_know_are_refused(string area, string word, string property, string message)
    {
        using var bench = new Bench();
        var begin = async () => await bench.Client.BeginAsync(new ConsentRequest { Flow = "desktop", Permissions = Permissions.None.With(area, word) });
        var fault = (await begin.Should().ThrowAsync<FrobUsageException>()).Which.Faults.Should().ContainSingle().Which;
        fault.Property.Should().Be(property);
        fault.Message.Should().Match(message);
        bench.Transport.Sent.Should().BeEmpty();
    }

    [Fact]
    public async Task A_provider_without_permissions_is_not_asked_for_any()
    {
        using var bench = new Bench(Tiny.Provider with { Permissions = null, Flows = [Tiny.Desktop] });
        var begin = async () => await bench.Client.BeginAsync(new ConsentRequest { Permissions = Permissions.None.With("doc", "read") });
        (await begin.Should().ThrowAsync<FrobUsageException>()).Which.Message.Should().Contain("no permissions to ask for");
    }
}
