using Auth.Frob.Errors;
using Auth.Frob.Outcomes;
using Auth.Frob.Recipes;
using Auth.Frob.Tests.Scripted;

namespace Auth.Frob.Tests.Recipes;

/// <summary>What a request for consent may ask, and which client may finish it.</summary>
public sealed class PermissionsAskedTests
{
    [Theory]
    [InlineData(PermissionStyle.PerArea, "perm_doc=write")]
    [InlineData(PermissionStyle.Names, "perm_=doc")]
    public async Task What_is_asked_for_at_no_level_is_left_out(PermissionStyle style, string query)
    {
        using var bench = new Bench(Tiny.Provider with { Permissions = new PermissionRule(style, "perm_") });
        var asked = Permissions.None.With("doc", style == PermissionStyle.Names ? Permissions.Granted : "write").With("blog", PermissionLevel.None);
        var begun = await bench.Client.BeginAsync(new ConsentRequest { Flow = "web", Callback = Bench.Callback, Permissions = asked });
        begun.Value!.ConsentUri.Reveal().Query.Should().Contain(query).And.NotContain("blog");
    }

    [Fact]
    public async Task Where_one_level_is_for_everything_another_area_is_a_fault()
    {
        using var bench = new Bench(Tiny.Provider with { Permissions = new PermissionRule(PermissionStyle.OneLevel, "perms") });
        var begin = async (string area) => await bench.Client.BeginAsync(
            new ConsentRequest { Flow = "web", Callback = Bench.Callback, Permissions = Permissions.None.With(area, "write") });
        (await begin.Awaiting(static b => b("doc")).Should().ThrowAsync<FrobUsageException>()).Which.Faults
            .Should().ContainSingle().Which.Property.Should().Be("Permissions.doc");
        (await begin("perms")).Value!.ConsentUri.Reveal().Query.Should().Contain("perms=write");
    }

    [Theory]
    [InlineData("https://API.Tiny.Example/rest", true)]
    [InlineData("https://api.tiny.example:443/rest/", true)]
    [InlineData("https://api.tiny.example/rest/", true)]
    [InlineData("https://api.tiny.example/REST/", false)]
    [InlineData("https://api.tiny.example:444/rest/", false)]
    [InlineData("https://api.tiny.example/", false)]
    public async Task One_address_has_one_print_however_it_is_written(string address, bool same)
    {
        using var bench = new Bench();
        using var other = new Bench(null, o => o.Settings["api"] = address);
        var (mine, its) = (await bench.BeginAsync(), await other.BeginAsync());
        (mine.KeyPrint == its.KeyPrint).Should().Be(same);
        using var key = new Bench(null, static o => o.ApiKey = "another");
        (await key.BeginAsync()).KeyPrint.Should().NotBe(mine.KeyPrint);
    }

    [Fact]
    public void Nobody_outside_sets_the_pace() =>
        typeof(PendingConsent).GetProperty(nameof(PendingConsent.PollEvery))!.SetMethod!.IsPublic.Should().BeFalse();
}
