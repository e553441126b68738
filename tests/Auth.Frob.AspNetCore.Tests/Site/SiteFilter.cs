using Auth.Frob.Extensions.Registration;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Auth.Frob.AspNetCore.Tests.Site;

/// <summary>A site with one page more, whose services a test may look into.</summary>
internal sealed class SiteFilter : IStartupFilter
{
    public IServiceProvider Services { get; private set; } = null!;

    /// <summary>What the address /more does.</summary>
    public Func<HttpContext, Task> More { get; init; } = static _ => Task.CompletedTask;

    public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
    {
        Services = app.ApplicationServices;
        app.Use((context, go) => context.Request.Path == "/more" ? More(context) : go(context));
        next(app);
    };

    /// <summary>Adds this, and an instance of the service that nobody ships with a scheme of its own.</summary>
    public void AddTo(SiteSetup setup, Recipes.FrobProvider? recipe = null) => setup.OnServices += services =>
    {
        services.AddSingleton<IStartupFilter>(this);
        if (recipe is null)
            return;
        services.AddFrob(frob => frob.Add(recipe, null, static o => o.ApiKey = TestSite.Key));
        services.AddHttpClient(FrobHttpClients.NameOf(recipe.Id)).ConfigurePrimaryHttpMessageHandler(() => setup.Echo);
        services.AddAuthentication().AddFrob(recipe.Id);
    };
}
