using System.Net;
using Auth.Frob.Desktop;
using Auth.Frob.Errors;
using Auth.Frob.Outcomes;
using Auth.Frob.Recipes;
using Auth.Frob.Slots;

namespace Auth.Frob.Cli.Commands;

/// <summary>Finds what is wrong with a sign-in's request, whatever is wrong with key, secret and settings: nothing is sent.</summary>
internal static class LoginTrial
{
    private const string Placeholder = "placeholder";

    /// <summary>The faults of permissions, callback, user name, password and way, as far as they were given.</summary>
    public static async Task<IReadOnlyList<UsageFault>> FaultsAsync(LoginOrder order, DesktopSignIn desktop, CancellationToken cancellationToken)
    {
        using var transport = new HttpMessageInvoker(new Refusing());
        using var clients = new FrobBuilder().UseTransport(transport).Add<PlainOptions>(order.App.Provider.Recipe, Fill).Build();
        var client = clients[order.App.Provider.Id];
        try
        {
            var flow = order.Flow ?? (order.IsFlowUnknown ? order.App.Provider.Recipe.Flows[0] : desktop.Plan(client, order.Request).Flow);
            if (flow is ConsentFlow consent)
                await client.BeginAsync(Begin(order, consent), cancellationToken);
            else
                await client.SignInAsync(SignIn(order, flow), cancellationToken);
            if (order.Flow is not null)
                desktop.Plan(client, order.Request);
            return [];
        }
        catch (FrobUsageException usage)
        {
            return usage.Faults;
        }
    }

    /// <summary>What to do about these faults: what to type instead, where none of the ways fits.</summary>
    public static string Remedy(LoginOrder order, DesktopSignIn desktop, IEnumerable<UsageFault> faults)
    {
        var help = $"See frob describe {order.App.Provider.Id} and frob login --help.";
        if (faults.All(static f => f.Property != nameof(DesktopRequest.Way)))
            return help;
        using var clients = new FrobBuilder().Add<PlainOptions>(order.App.Provider.Recipe, Fill).Build();
        return WayRemedy.Of(order, desktop, clients[order.App.Provider.Id]) + help;
    }

    private static ConsentRequest Begin(LoginOrder order, ConsentFlow flow) => new()
    {
        Flow = flow.Name,
        Permissions = order.Permissions,
        // A registered address is never sent, and where none is given the sign-in has one of its own.
        Callback = flow.Callback is { IsRegistered: true } ? null : order.Callback ?? (flow.Callback is null ? null : new Uri("http://127.0.0.1/")),
    };

    private static SignInRequest SignIn(LoginOrder order, FrobFlow flow) =>
        new() { Flow = flow.Name, Username = order.Username ?? Placeholder, Password = new Secret(order.Password ?? Placeholder) };

    private static void Fill(PlainOptions options)
    {
        options.ApiKey = Placeholder;
        options.SharedSecret = Placeholder;
        options.AppName = Placeholder;
        options.AppVersion = "0";
    }

    private sealed class Refusing : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
            Task.FromResult(new HttpResponseMessage(HttpStatusCode.BadRequest));
    }
}
