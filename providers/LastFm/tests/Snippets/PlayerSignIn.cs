// <snippet:usings>
using Auth.Frob;
using Auth.Frob.LastFm;
using Auth.Frob.Outcomes;
// </snippet:usings>

namespace MyPlayer;

/// <summary>The readme's program: outside our namespaces, as its reader's is.</summary>
internal static class PlayerSignIn
{
    public static async Task<FrobResult<Grant>> RunAsync(FrobClient lastFm, Func<PendingConsent, Task> showAsync, Action<string> keep)
    {
        // <snippet:desktop>
        var begun = await lastFm.BeginAsync(new ConsentRequest { Flow = "desktop" });
        if (!begun.Succeeded)
            throw new InvalidOperationException(begun.Error.Remedy);
        await showAsync(begun.Value); // open begun.Value.ConsentUri.Reveal() in the user's browser
        var granted = await lastFm.WaitAsync(begun.Value); // asks until the user allows, for an hour at the most
        if (granted.Succeeded)
            keep(granted.Value.ToEnvelope()); // in a protected place: the token is inside
        // </snippet:desktop>

        return granted;
    }

    public static FrobClients Build(string key, string secret)
    {
        // <snippet:build>
        var frob = new FrobBuilder().AddLastFm(o =>
        {
            o.ApiKey = key;
            o.SharedSecret = secret;
            o.AppName = "MyPlayer";
            o.AppVersion = "1.0";
        }).Build();
        FrobClient lastFm = frob["lastfm"];
        // </snippet:build>

        return lastFm.Instance == "lastfm" ? frob : throw new InvalidOperationException();
    }
}
