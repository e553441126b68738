// <snippet:desktop-usings>
using Auth.Frob;
using Auth.Frob.Desktop;
using Auth.Frob.Desktop.Keys;
using Auth.Frob.Desktop.Storage;
using Auth.Frob.Errors;
using Auth.Frob.Extensions.Grants;
using Microsoft.Extensions.DependencyInjection;
// </snippet:desktop-usings>
using Auth.Frob.Outcomes;
using Auth.Frob.Recipes;

namespace MyPlayer;

/// <summary>What the package's page shows: outside our namespaces, as its reader's program is.</summary>
internal static class DesktopPlayer
{
    public static async Task<FileStoreOptions> KeepAsync(string directory, KeyringSource keyring, Action<string> say, CancellationToken stop)
    {
        // <snippet:desktop-keep>
        var keys = await KeySources.ChooseAsync(
            new KeyRequest
            {
                Choice = KeySources.Automatic, // the keyring where it can be used, else the key file; or Keyring, KeyFile, Passphrase
                Keyring = keyring, // KeySources.OfPlatform()
                KeyFile = new KeyFileSource(Path.Combine(directory, "key")),
                InUse = await FileGrantStore.KeySourcesInUseAsync(directory, stop),
            },
            stop);
        if (keys.WhyNotKeyring is { } why)
            say($"{why.Message} {why.Remedy}");
        var options = new FileStoreOptions { Directory = directory, Keys = keys.Sources };
        using (var tried = new FileGrantStore(options))
        {
            if (await tried.ProbeAsync(stop) is { } fault)
                throw fault; // before anybody signs in for nothing
        }
        // </snippet:desktop-keep>
        return options;
    }

    public static void Register(IServiceCollection services, FileStoreOptions options, FrobProvider recipe, (string Key, string Secret) app)
    {
        var (key, secret) = app;

        // <snippet:desktop-register>
        services.AddSingleton<IGrantStore>(_ => new FileGrantStore(options)); // closed with the container
        services.AddSingleton<DesktopSignIn>();
        services.AddFrob(frob => frob.Add(recipe, "my-service", o => // or .AddX() of a provider's package
        {
            o.ApiKey = key;
            o.SharedSecret = secret;
            o.AppName = "MyPlayer";
            o.AppVersion = "1.0";
        }));
        // </snippet:desktop-register>
    }

    public static (DesktopSignIn SignIn, FrobClient Client, IGrantStore Store) Resolve(IServiceProvider container)
    {
        // <snippet:desktop-resolve>
        var signIn = container.GetRequiredService<DesktopSignIn>();
        var client = container.GetRequiredService<FrobClients>()["my-service"];
        var store = container.GetRequiredService<IGrantStore>();
        // </snippet:desktop-resolve>
        return (signIn, client, store);
    }

    public static async Task<Grant?> SignInAsync(
        (DesktopSignIn SignIn, FrobClient Client, IGrantStore Store) with, Action<string> say, CancellationToken stop)
    {
        var (signIn, client, store) = with;

        // <snippet:desktop-signin>
        var request = new DesktopRequest { Deadline = TimeSpan.FromMinutes(15) };
        var plan = signIn.Plan(client, request);
        say($"{client.Provider.DisplayName}: {plan.Flow.Summary}");
        var signedIn = await signIn.SignInAsync(client, request, stop);
        if (signedIn.Error is { Kind: FrobErrorKind.Denied or FrobErrorKind.Expired })
            return null; // refused, or nobody was there
        var grant = signedIn.Value ?? throw new InvalidOperationException(signedIn.Error!.Remedy);
        await store.PutAsync(GrantKey.For(grant), grant, cancellationToken: stop);
        say($"Signed in as {grant.Account.Name}.");
        // </snippet:desktop-signin>
        return grant;
    }
}
