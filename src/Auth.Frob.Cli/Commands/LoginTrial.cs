using System.Net;
using Auth.Frob.Errors;
using Auth.Frob.Recipes;

namespace Auth.Frob.Cli.Commands;

/// <summary>Finds what is wrong with a sign-in's request, whatever is wrong with key, secret and settings: nothing is sent.</summary>
internal static class LoginTrial
{
    private const string Placeholder = "placeholder";

    /// <summary>The faults of permissions, callback, user name and password, as far as they were given.</summary>
    public static async Task<IReadOnlyList<UsageFault>> FaultsAsync(LoginOrder order, string? password, CancellationToken cancellationToken)
    {
        try
        {
            using var transport = new HttpMessageInvoker(new Refusing());
            using var clients = new FrobBuilder().UseTransport(transport).Add<PlainOptions>(order.Provider.Recipe, Fill).Build();
            var client = clients[order.Provider.Id];
            if (order.Flow is ConsentFlow)
                await client.BeginAsync(order.Request, cancellationToken);
            else
                await client.SignInAsync(order.SignIn(order.Username ?? Placeholder, password ?? Placeholder), cancellationToken);
            return [];
        }
        catch (FrobUsageException usage)
        {
            return usage.Faults;
        }
    }

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
