// <snippet:using>
using Auth.Frob.AspNetCore.Claims;
using Auth.Frob.Recipes;
using Microsoft.AspNetCore.Authentication;
// </snippet:using>
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Auth.Frob.AspNetCore.Tests.Snippets;

/// <summary>What the package's page shows.</summary>
internal static class PhotoSite
{
    public static WebApplication Build(WebApplicationBuilder builder, FrobProvider recipe, Action<PlainOptions> configure)
    {
        // <snippet:site>
        builder.Services.AddFrob(frob => frob
            .Named("MySite", "1.0") // what the service is told of the program
            .BindFrom(builder.Configuration.GetSection("Frob")) // Frob:my-service:ApiKey, Frob:my-service:SharedSecret, ...
            .Add(recipe, "my-service", configure)); // or .AddX() of a provider's package
        builder.Services.AddAuthorization();
        builder.Services.AddAuthentication("Cookies").AddCookie("Cookies", o => o.LoginPath = "/login")
            .AddFrob("my-service", o => o.ClaimActions.MapExtra(FrobClaimTypes.Picture, "avatar"));

        var app = builder.Build();
        app.UseAuthentication();
        app.UseAuthorization();
        app.MapGet("/login", () => Results.Challenge(new AuthenticationProperties { RedirectUri = "/" }, ["my-service"]));
        app.MapFrobLinks(); // GET /links, POST /links/my-service, POST /links/my-service/remove
        // </snippet:site>
        return app;
    }
}
