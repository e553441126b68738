// <snippet:host-usings>
using Auth.Frob.Extensions.Calls;
using Auth.Frob.Extensions.Grants;
using Auth.Frob.Ipernity;
using Auth.Frob.LastFm;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
// </snippet:host-usings>
using Auth.Frob.Errors;
using Auth.Frob.Outcomes;
using Auth.Frob.Recipes;

namespace Auth.Frob.Extensions.Tests.Snippets;

/// <summary>What the pages show a host's author.</summary>
internal static class PhotoHost
{
    public static void Register(IServiceCollection services, IConfiguration configuration)
    {
        // <snippet:host-register>
        services.AddFrob(frob => frob
            .BindFrom(configuration.GetSection("Frob")) // Frob:AppName, Frob:lastfm:ApiKey, Frob:lastfm:SharedSecret, ...
            .AddLastFm()
            .AddIpernity());
        services.AddHttpClient("scrobbler").AddFrobSigning("lastfm");
        // </snippet:host-register>
    }

    public static async Task<HttpResponseMessage> LoveAsync(
        IGrantStore store, HttpClient http, Grant grant, (string User, string Artist, string Track) song, Action<string> tell)
    {
        var (user, artist, track) = song;

        // <snippet:host-call>
        var key = GrantKey.For(grant, owner: user);
        await store.PutAsync(key, grant); // IGrantStore, from the container: in memory, until you register another
        var request = new HttpRequestMessage(HttpMethod.Post, "https://ws.audioscrobbler.com/2.0/")
        {
            Content = new FormUrlEncodedContent([new("method", "track.love"), new("artist", artist), new("track", track), new("format", "json")]),
        };
        var reply = await http.SendAsync(request.WithGrant(key)); // api key, session key and signature are added
        if (reply.TryGetFrobError(out var outcome))
            tell(outcome.Error.Remedy); // such as: the grant is dead, let the user sign in again
        // </snippet:host-call>
        return reply;
    }

    public static void RegisterAny(IServiceCollection services, IConfiguration configuration, FrobProvider recipe)
    {
        // <snippet:any-register>
        services.AddFrob(frob => frob
            .BindFrom(configuration.GetSection("Frob")) // Frob:AppName, Frob:my-service:ApiKey, Frob:my-service:SharedSecret, ...
            .Add(recipe)); // or .AddX() of a provider's package
        services.AddHttpClient("calls").AddFrobSigning("my-service");
        // </snippet:any-register>
    }

    public static async Task<HttpResponseMessage> ListAsync(
        (IGrantStore Store, HttpClient Http) from, Grant grant, (string User, Uri Api) of, Permissions needed, Action<FrobErrorKind, string> tell)
    {
        var ((store, http), (user, api)) = (from, of);

        // <snippet:any-call>
        var key = GrantKey.For(grant, owner: user);
        await store.PutAsync(key, grant);
        var request = new HttpRequestMessage(HttpMethod.Get, new Uri(api, "?method=photos.list")).WithGrant(key).WithNeeded(needed);
        var reply = await http.SendAsync(request); // api key, token and signature are added to the query
        if (reply.TryGetFrobError(out var outcome))
            tell(outcome.Error.Kind, outcome.Error.Remedy);
        // </snippet:any-call>
        return reply;
    }

    public static void Watch(IServiceCollection services, Action<GrantKey> askToSignIn)
    {
        // <snippet:host-death>
        services.AddFrob(frob => frob.WhenGrantDies((death, _) =>
        {
            askToSignIn(death.Key);
            return ValueTask.CompletedTask;
        }));
        // </snippet:host-death>
    }

    public static async Task<PendingConsent?> AskForMoreAsync(FrobClient client, Grant grant)
    {
        // <snippet:host-more>
        var more = Permissions.None.With("doc", PermissionLevel.Write);
        var begun = await client.BeginAsync(ConsentRequest.For(grant, add: more));
        // </snippet:host-more>
        return begun.Value;
    }
}
