namespace LinkedAccounts;

/// <summary>What every answer of the site forbids the browser.</summary>
internal static class SecurityHeaders
{
    public static void UseSecurityHeaders(this WebApplication site)
    {
        var policy = new Lazy<string>(() => Policy(site));
        site.Use((context, next) =>
        {
            var headers = context.Response.Headers;
            headers.ContentSecurityPolicy = policy.Value;
            headers.XContentTypeOptions = "nosniff";
            headers.XFrameOptions = "DENY";
            headers["Referrer-Policy"] = "no-referrer";
            headers["Cross-Origin-Opener-Policy"] = "same-origin";
            headers["Cross-Origin-Resource-Policy"] = "same-origin";
            headers["Permissions-Policy"] = "camera=(), geolocation=(), microphone=()";
            return next(context);
        });
    }

    // A form that ends on a consent page is sent there by a redirect, and browsers ask form-action about that too.
    private static string Policy(WebApplication site)
    {
        var clients = site.Services.GetRequiredService<FrobClients>();
        var consent = clients.Names.Select(name => OriginOf(site.Configuration[$"Frob:{name}:consent"] ?? DefaultOf(clients[name]))).Distinct();
        return $"default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self' {string.Join(' ', consent)}; base-uri 'none'; frame-ancestors 'none'";
    }

    private static string DefaultOf(FrobClient client) => client.Provider.Settings.First(setting => setting.Slot.Name == "consent").Default!;

    private static string OriginOf(string address) => new Uri(address).GetLeftPart(UriPartial.Authority);
}
