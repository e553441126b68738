using Auth.Frob.Errors;
using Auth.Frob.Extensions.Registration;
using Auth.Frob.LastFm;
using Auth.Frob.Recipes;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using static Auth.Frob.Extensions.Tests.Registration.RegistrationBench;

namespace Auth.Frob.Extensions.Tests.Registration;

/// <summary>Options from configuration, by name, whatever the case, with every fault named and no value shown.</summary>
public sealed class ConfigurationTests
{
    [Fact]
    public void BindFrom_fills_every_instance_from_the_child_of_its_name_and_the_delegate_comes_after()
    {
        var section = Configuration(
            ("Frob:AppName", "MyPlayer"), ("Frob:AppVersion", "1.0"), ("Frob:lastfm:ApiKey", "k1"),
            ("Frob:lastfm:SharedSecret", "s1"), ("Frob:lastfm:CallTimeout", "00:00:07"), ("Frob:lastfm:format", "xml"),
            ("Frob:librefm:ApiKey", "k2"), ("Frob:librefm:AppVersion", "2.0"))
            .GetSection("Frob");
        using var services = new ServiceCollection()
            .AddFrob(frob => frob.AddLastFm(o => o.Format = "json").BindFrom(section).AddLibreFm(o => o.SharedSecret = "s2"))
            .BuildServiceProvider();
        var options = services.GetRequiredService<IOptionsMonitor<LastFmOptions>>();
        var lastFm = options.Get("lastfm");
        (lastFm.ApiKey, lastFm.SharedSecret!.Reveal(), lastFm.Format).Should().Be(("k1", "s1", "json"));
        (lastFm.AppName, lastFm.AppVersion).Should().Be(("MyPlayer", "1.0"));
        lastFm.CallTimeout.Should().Be(TimeSpan.FromSeconds(7));
        (options.Get("librefm").ApiKey, options.Get("librefm").AppName, options.Get("librefm").AppVersion).Should().Be(("k2", "MyPlayer", "2.0"));
        services.GetRequiredService<FrobClients>().Names.Should().Equal("lastfm", "librefm");
    }

    [Fact]
    public void Keys_in_the_environments_upper_case_reach_settings_that_are_written_otherwise()
    {
        var root = Configuration(
            ("FROB:LASTFM:APIKEY", Key), ("FROB:LASTFM:SHAREDSECRET", Shared), ("FROB:LASTFM:FORMAT", "xml"),
            ("FROB:LASTFM:API", "https://fm.example/2.0/"),
            ("FROB:LASTFM:STANDING:0:NAME", "lg"),
            ("FROB:LASTFM:STANDING:0:VALUE", "en"), ("FROB:LASTFM:STANDING:0:PLACES", "calls, later"));
        using var services = new ServiceCollection()
            .AddFrob(frob => frob.Named("MyPlayer", "1.0").BindFrom(root.GetSection("Frob"))
                .AddLastFm(o => o.Bind(root.GetSection("frob:lastfm"))))
            .BuildServiceProvider();
        var options = services.GetRequiredService<IOptionsMonitor<LastFmOptions>>().Get("lastfm");
        (options.Format, options.Api).Should().Be(("xml", "https://fm.example/2.0/"));
        options.Standing.Should().Equal(new StandingParameter("lg", "en", StandingPlaces.Calls | StandingPlaces.Later));
        services.GetRequiredService<FrobClients>()["lastfm"].Should().NotBeNull();
    }

    [Fact]
    public void The_hosts_own_Configure_and_PostConfigure_add_to_an_instance()
    {
        using var services = new ServiceCollection()
            .Configure<LastFmOptions>("librefm", o => o.AppName = "Early")
            .AddFrob(frob => frob.AddLibreFm(o => o.ApiKey = "k").AddLastFm(OfLastFm()))
            .Configure<LastFmOptions>("librefm", o => o.SharedSecret = "s")
            .PostConfigure<LastFmOptions>("librefm", o => o.AppVersion = "9")
            .BuildServiceProvider();
        var options = services.GetRequiredService<IOptionsMonitor<LastFmOptions>>().Get("librefm");
        (options.AppName, options.ApiKey, options.SharedSecret!.Reveal(), options.AppVersion).Should().Be(("Early", "k", "s", "9"));
        services.GetRequiredService<FrobClients>()["librefm"].Should().NotBeNull();
    }

    [Fact]
    public void The_name_may_come_from_configuration_and_plain_options_are_bound_alike()
    {
        var root = Configuration(
            ("a:Name", "mine"), ("Frob:plain:ApiKey", Key), ("Frob:plain:SharedSecret", Shared), ("Frob:plain:FORMAT", "xml"));
        using var services = new ServiceCollection().AddFrob(frob => frob
                .Named("MyPlayer", "1.0").BindFrom(root.GetSection("Frob")).Add(Recipe, "plain")
                .AddLastFm(o =>
                {
                    Fill(o);
                    o.Bind(root.GetSection("a"));
                }))
            .BuildServiceProvider();
        services.GetRequiredService<FrobClients>().Names.Should().Equal("mine", "plain");
        services.GetRequiredService<IOptionsMonitor<PlainOptions>>().Get("plain").Settings.Should().Contain("format", "xml");
    }

    [Theory]
    [InlineData("CallTimeout", "soon", "CallTimeout")]
    [InlineData("FORMTA", "xml", "FORMTA")]
    [InlineData("api:deep", "x", "api")]
    [InlineData("Standing", "lg=en", "Standing")]
    [InlineData("Standing:lg", "en", "Standing")]
    [InlineData("Standing:0:Name", "lg", "Standing")]
    [InlineData("Format", "yaml", "format")]
    public void What_cannot_be_read_is_a_fault_with_instance_and_property_and_without_the_value(string key, string value, string property)
    {
        var section = Configuration(("lastfm:" + key, "canary-" + value));
        var faults = new ServiceCollection().AddFrob(frob => frob.BindFrom(section).AddLastFm(OfLastFm())).FaultsOf();
        var fault = faults.Should().ContainSingle().Subject;
        (fault.Instance, fault.Property).Should().Be(("lastfm", property));
        fault.ToString().Should().NotContain("canary");
    }

    [Fact]
    public void An_unknown_key_is_answered_with_the_settings_there_are() =>
        new ServiceCollection().AddFrob(frob => frob.BindFrom(Configuration(("lastfm:APIKYE", "x"))).AddLastFm(OfLastFm())).FaultsOf()
            .Should().ContainSingle().Which.ToString().Should().Match("lastfm: APIKYE: *there are: *api, *consent*");

    [Theory]
    [InlineData("lasfm:ApiKey", "lasfm: Frob: is configured, but there is no instance of this name; there are: lastfm. Add the provider, or remove the setting")]
    [InlineData("AppNme", "AppNme: Frob: is no value for all instances; there are: AppName, AppVersion")]
    public void A_part_of_a_section_that_fills_nothing_is_a_fault(string key, string fault) =>
        new ServiceCollection().AddFrob(frob => frob.BindFrom(Configuration(("Frob:" + key, "canary"), ("Frob:LASTFM:format", "json")).GetSection("Frob")).AddLastFm(OfLastFm()))
            .FaultsOf().Should().ContainSingle().Which.ToString().Should().Be(fault);

    [Fact]
    public void A_whole_configuration_may_hold_other_things()
    {
        using var services = new ServiceCollection()
            .AddFrob(frob => frob.BindFrom(Configuration(("Logging:Level", "x"), ("lastfm:format", "json"))).AddLastFm(OfLastFm())).BuildServiceProvider();
        services.GetRequiredService<FrobClients>().Names.Should().Equal("lastfm");
    }

    [Fact]
    public void Every_fault_of_every_instance_is_named_at_once_and_no_secret_with_them()
    {
        var section = Configuration(
            ("lastfm:SharedSecret", "canary 1"), ("lastfm:CallTimeout", "canary-2"), ("librefm:ApiKey", "canary 3"),
            ("librefm:consent", "ftp://canary-4"));
        var faults = new ServiceCollection()
            .AddFrob(frob => frob.Named("MyPlayer", "1.0").BindFrom(section).AddLastFm().AddLibreFm(o => o.SharedSecret = "s")).FaultsOf();
        faults.Select(f => (f.Instance, f.Property)).Should().BeEquivalentTo(
            [("lastfm", "CallTimeout"), ("lastfm", "ApiKey"), ("lastfm", "SharedSecret"), ("librefm", "ApiKey"), ("librefm", "consent")]);
        new FrobUsageException([.. faults]).ToString().Should().NotContain("canary");
    }

    [Fact]
    public void Without_a_container_a_value_that_cannot_be_read_throws_where_it_is_bound()
    {
        var options = new PlainOptions { Name = "mine" };
        options.Invoking(o => o.Bind(Configuration(("CallTimeout", "canary")))).Should().Throw<FrobUsageException>()
            .Which.Message.Should().StartWith("mine: CallTimeout: ").And.NotContain("canary");
    }

    [Fact]
    public void Of_two_sections_the_later_has_its_way_setting_by_setting()
    {
        var options = new PlainOptions();
        options.Bind(Configuration(("ApiKey", "k1"), ("format", "xml"), ("Standing:0:Name", "lg"), ("Standing:0:Value", "en")));
        options.Bind(Configuration(("FORMAT", "json"), ("Standing:0:Name", "lg"), ("Standing:0:Value", "de")));
        options.ApiKey.Should().Be("k1");
        options.Settings.Should().Equal(new Dictionary<string, string> { ["format"] = "json" });
        options.Standing.Should().Equal(new StandingParameter("lg", "de"));
    }
}
