using Auth.Frob.AspNetCore.Tests.Site;
using Auth.Frob.Outcomes;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Auth.Frob.AspNetCore.Tests.Registration;

/// <summary>Schemes as they are registered, and what is said at start where one is wrong.</summary>
public sealed class SchemeTests
{
    [Fact]
    public async Task A_scheme_has_its_instances_name_path_and_display_name()
    {
        await using var app = Host(builder => builder.AddFrob("echo")
            .AddFrob("work", o => o.Instance = "echo").AddFrob("named", "By name", o => o.Instance = "echo"));
        var schemes = await app.Services.GetRequiredService<IAuthenticationSchemeProvider>().GetAllSchemesAsync();
        schemes.Where(s => s.HandlerType == typeof(FrobAuthenticationHandler)).Select(s => (s.Name, s.DisplayName))
            .Should().Equal(("echo", "Echo & Co"), ("work", "Echo & Co"), ("named", "By name"));
        var options = app.Services.GetRequiredService<IOptionsMonitor<FrobAuthenticationOptions>>();
        options.Get("echo").CallbackPath.Value.Should().Be("/signin-echo");
        options.Get("work").Instance.Should().Be("echo");
    }

    [Fact]
    public async Task Every_fault_of_a_scheme_is_named_at_start()
    {
        await using var app = Host(builder => builder.AddFrob("no one", o => (o.MostOpenFlows, o.RemoteAuthenticationTimeout) = (0, TimeSpan.Zero)));
        var faults = (await app.Awaiting(a => a.StartAsync()).Should().ThrowAsync<OptionsValidationException>()).Which.Failures.ToArray();
        faults.Should().HaveCount(4).And.OnlyContain(fault => fault.StartsWith("no one: "));
        faults.Should().Contain(fault => fault.Contains("There are: echo, frobfirst."));
    }

    [Theory]
    [InlineData("frobfirst", null, "session fixation")]
    [InlineData("frobfirst", "oauth", "session fixation")]
    [InlineData("echo", "mobile", "has no flow 'mobile'. It has: web.")]
    public async Task A_flow_that_signs_nobody_in_is_refused_at_start(string instance, string? flow, string said)
    {
        await using var app = Host(builder => builder.AddFrob(instance, o => o.Flow = flow));
        await app.Awaiting(a => a.StartAsync()).Should().ThrowAsync<OptionsValidationException>().WithMessage($"*{said}*");
    }

    [Fact]
    public async Task A_site_that_keeps_no_sign_in_is_told_at_start()
    {
        await using var app = Host(builder => builder.AddFrob("echo"), keeps: false);
        await app.Awaiting(a => a.StartAsync()).Should().ThrowAsync<OptionsValidationException>().WithMessage("*SignInScheme*");
    }

    [Fact]
    public async Task A_scheme_that_is_to_keep_sign_ins_and_is_not_there_is_named_at_start()
    {
        await using var app = Host(builder => builder.AddFrob("echo", o => o.SignInScheme = "Cookie"));
        (await app.Awaiting(a => a.StartAsync()).Should().ThrowAsync<OptionsValidationException>()).Which.Failures
            .Should().ContainSingle().Which.Should().StartWith("echo: SignInScheme: there is no scheme 'Cookie'");
    }

    [Fact]
    public async Task Permissions_that_the_service_does_not_know_are_named_at_start()
    {
        await using var app = Host(builder => builder.AddFrob("echo", o => o.Permissions = Permissions.None.With("docs", PermissionLevel.Read)));
        (await app.Awaiting(a => a.StartAsync()).Should().ThrowAsync<OptionsValidationException>()).Which.Failures
            .Should().ContainSingle().Which.Should().Be("echo: Permissions.docs: this provider has no permissions to ask for");
    }

    [Fact]
    public async Task The_root_of_a_site_is_no_callback()
    {
        await using var app = Host(builder => builder.AddFrob("echo", o => o.CallbackPath = "/"));
        (await app.Awaiting(a => a.StartAsync()).Should().ThrowAsync<OptionsValidationException>()).Which.Failures
            .Should().ContainSingle().Which.Should().StartWith("echo: CallbackPath: ");
    }

    [Fact]
    public async Task Events_of_another_kind_are_named_at_start()
    {
        await using var app = Host(builder => builder.AddFrob("echo", o => o.EventsType = typeof(RemoteAuthenticationEvents)));
        (await app.Awaiting(a => a.StartAsync()).Should().ThrowAsync<OptionsValidationException>()).Which.Failures
            .Should().ContainSingle().Which.Should().StartWith("echo: EventsType: ");
    }

    [Fact]
    public async Task Faults_of_instances_are_named_as_without_a_site()
    {
        await using var app = Host(builder =>
        {
            builder.AddFrob("echo");
            builder.Services.AddFrob(frob => frob.Add(EchoService.Recipe with { Id = "keyless" }));
        });
        (await app.Awaiting(a => a.StartAsync()).Should().ThrowAsync<Exception>()).Which.ToString().Should().Contain("keyless: ApiKey");
    }

    [Theory]
    [InlineData("/signin-echo")]
    [InlineData("/Signin-Echo")]
    [InlineData("/signin-echo/held")]
    public async Task Two_schemes_at_one_address_are_one_fault_at_start(string path)
    {
        await using var app = Host(builder => builder.AddFrob("echo").AddFrob("work", o => (o.Instance, o.CallbackPath) = ("echo", path)));
        (await app.Awaiting(a => a.StartAsync()).Should().ThrowAsync<OptionsValidationException>()).Which.Failures
            .Should().ContainSingle().Which.Should().StartWith("work: CallbackPath: ").And.Contain("'echo'");
    }

    [Fact]
    public void The_same_scheme_twice_is_refused() =>
        FluentActions.Invoking(() => Host(builder => builder.AddFrob("echo").AddFrob("echo"))
                .Services.GetRequiredService<IOptions<AuthenticationOptions>>().Value)
            .Should().Throw<InvalidOperationException>().WithMessage("*Scheme already exists*");

    private static WebApplication Host(Action<AuthenticationBuilder> add, bool keeps = true)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseTestServer();
        builder.Services.AddFrob(frob => frob.Named("Tests", "1.0")
            .Add(EchoService.Recipe, null, o => o.ApiKey = "k").Add(EchoService.FrobFirst, null, o => o.ApiKey = "k"));
        add(keeps ? builder.Services.AddAuthentication("Cookies").AddCookie("Cookies") : builder.Services.AddAuthentication());
        return builder.Build();
    }
}
