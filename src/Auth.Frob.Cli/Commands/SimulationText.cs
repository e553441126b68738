using System.Text.Json;
using Auth.Frob.Cli.Hosting;
using Auth.Frob.Cli.Output;
using Auth.Frob.Recipes;

namespace Auth.Frob.Cli.Commands;

/// <summary>What somebody needs to sign in at simulated services: each credential once.</summary>
internal static class SimulationText
{
    public static void Write(Screen screen, IReadOnlyList<SimulatedSite> sites, Uri host, bool isJson)
    {
        if (isJson)
        {
            screen.Line(Json(sites, host));
            return;
        }
        screen.Line($"# Simulated services on {host} until Ctrl-C. Keys and passwords are made for this run and good here alone.");
        screen.Line("# Paste into another terminal. From a clone, first: alias frob='dotnet run --project src/Auth.Frob.Cli --'");
        foreach (var site in sites)
            Lines(screen, site, host);
    }

    private static void Lines(Screen screen, SimulatedSite site, Uri host)
    {
        var known = new KnownProvider(site.Recipe);
        var hasDirect = site.Recipe.Flows.Any(static f => f is DirectFlow);
        screen.Line();
        screen.Line(hasDirect
            ? $"# {site.Recipe.DisplayName}: the user is {site.User.Name}, with the password below"
            : $"# {site.Recipe.DisplayName}: the user is {site.User.Name} with the password {site.User.Password}");
        screen.Line($"export {known.KeyVariable}={site.App.Key} {known.SecretVariable}={site.App.Secret}");
        if (hasDirect)
            screen.Line($"export FROB_PASSWORD={site.User.Password}");
        foreach (var flow in site.Recipe.Flows)
            screen.Line(Login(site, flow, host));
        screen.Line("# or, for a host of your own that is bound to a section 'Frob':");
        (string Name, string Value)[] settings = [("ApiKey", $"${known.KeyVariable}"), ("SharedSecret", $"${known.SecretVariable}"), .. site.Addresses(host)];
        screen.Line($"export {string.Join(' ', settings.Select(setting => $"Frob__{site.Recipe.Id}__{setting.Name}={setting.Value}"))}");
    }

    private static string Login(SimulatedSite site, FrobFlow flow, Uri host)
    {
        var more = flow switch
        {
            DirectFlow => $" --username {site.User.Name}",
            ConsentFlow { Callback: { IsRegistered: false } } => $" --callback {site.App.Callback}",
            _ => "",
        };
        foreach (var (setting, address) in site.Addresses(host))
            more += setting is "api" or "consent" ? $" --{setting} {address}" : $" --set {setting}={address}";
        foreach (var (area, level) in site.Asks)
            more += $" --permission {area}={level}";
        return $"frob login {site.Recipe.Id} --flow {flow.Name}{more}";
    }

    private static string Json(IReadOnlyList<SimulatedSite> sites, Uri host) => JsonText.Object(json =>
    {
        foreach (var site in sites)
            Site(json, site, host);
    });

    private static void Site(Utf8JsonWriter json, SimulatedSite site, Uri host)
    {
        json.WriteStartObject(site.Name);
        foreach (var (setting, address) in site.Addresses(host))
            json.WriteString(setting, address);
        if (site.HasRegisteredCallback)
            json.WriteString("callback", site.App.Callback);
        json.WriteString("apiKey", site.App.Key);
        json.WriteString("secret", site.App.Secret);
        json.WriteString("username", site.User.Name);
        json.WriteString("password", site.User.Password);
        json.WriteEndObject();
    }
}
