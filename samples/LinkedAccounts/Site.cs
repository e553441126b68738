using Auth.Frob.AspNetCore;
using Auth.Frob.Ipernity;
using Auth.Frob.LastFm;
using LinkedAccounts.Accounts;
using LinkedAccounts.Calls;
using LinkedAccounts.Outcomes;
using LinkedAccounts.Stores;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.CookiePolicy;
using Microsoft.AspNetCore.HttpOverrides;

namespace LinkedAccounts;

/// <summary>The site, put together.</summary>
public static class Site
{
    public static WebApplication Build(string[] args, Action<WebApplicationBuilder>? more = null)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions
        {
            Args = args, ApplicationName = typeof(Site).Assembly.GetName().Name, ContentRootPath = AppContext.BaseDirectory,
        });
        more?.Invoke(builder);
        if (builder.Configuration["urls"] is null && builder.Configuration["http_ports"] is null)
            builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.AddServerHeader = false);
        AddFrob(builder.Services, builder.Configuration);
        builder.Services.AddStores(builder.Configuration);
        builder.Services.AddScoped<Linked>();
        builder.Services.AddAuthorization();
        builder.Services.AddAntiforgery(antiforgery => antiforgery.Cookie.Name = ".LinkedAccounts.Form");
        builder.Services.AddRazorPages();
        builder.Services.Configure<ForwardedHeadersOptions>(o => o.ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto);
        builder.Services.Configure<CookiePolicyOptions>(cookies =>
        {
            // Also over http on this machine: browsers take loopback for safe. Everywhere else such a cookie never leaves the browser in plain.
            cookies.Secure = CookieSecurePolicy.Always;
            cookies.HttpOnly = HttpOnlyPolicy.Always;
            cookies.MinimumSameSitePolicy = SameSiteMode.Lax;
        });
        var site = builder.Build();
        Use(site);
        return site;
    }

    private static void AddFrob(IServiceCollection services, ConfigurationManager configuration)
    {
        // <snippet:LinkedAccounts>
        services.AddFrob(frob => frob.BindFrom(configuration.GetSection("Frob")).AddLastFm().AddIpernity());
        services.AddAuthentication("Cookies").AddCookie("Cookies", cookie => cookie.LoginPath = "/")
            .AddFrob("lastfm")
            .AddFrob("ipernity", ipernity => ipernity.Permissions = Permissions.None.With("doc", PermissionLevel.Read));
        services.AddHttpClient<RecentTracks>().AddFrobSigning("lastfm");
        services.AddHttpClient<Albums>().AddFrobSigning("ipernity");
        // </snippet:LinkedAccounts>
        services.ConfigureAll<FrobAuthenticationOptions>(Look);
        services.Configure<CookieAuthenticationOptions>("Cookies", cookie => cookie.Cookie.Name = ".LinkedAccounts");
    }

    private static void Look(FrobAuthenticationOptions scheme)
    {
        scheme.StyleSheet = "/site.css";
        scheme.AccessDeniedPath = "/refused";
        scheme.Events.OnRemoteFailure = OutcomePage.ShowAsync;
    }

    private static void Use(WebApplication site)
    {
        site.UseForwardedHeaders();
        site.UseExceptionHandler("/error");
        if (!site.Environment.IsDevelopment())
            site.UseHsts();
        site.UseSecurityHeaders();
        site.UseStatusCodePagesWithReExecute("/error", "?code={0}");
        site.UseStaticFiles();
        site.UseCookiePolicy();
        site.UseAuthentication();
        // After authentication, whose callbacks may choose the page that tells what happened.
        site.UseRouting();
        site.UseAuthorization();
        site.MapRazorPages();
        site.MapFrobLinks();
        site.MapHealthChecks("/health");
    }
}
