using Auth.Frob.Desktop;
using Auth.Frob.Errors;
using Auth.Frob.Recipes;

namespace Auth.Frob.Cli.Commands;

/// <summary>What to type instead, where the way that was asked for, or every one, does not fit here.</summary>
internal static class WayRemedy
{
    private const int MostShown = 3;

    /// <summary>The options that lead to a sign-in from here, or what would have to be given; a blank follows.</summary>
    public static string Of(LoginOrder order, DesktopSignIn desktop, FrobClient client)
    {
        var fits = Fitting(order.Request, desktop, client);
        if (fits.Length > 0)
            return $"Give {string.Join(", or ", fits.Take(MostShown))}. ";
        var bare = order.Callback is null ? [] : Fitting(order.Request with { Callback = null }, desktop, client);
        return bare.Length > 0 ? $"Without --callback, give {string.Join(", or ", bare.Take(MostShown))}. " : Otherwise(desktop, client.Provider);
    }

    private static string[] Fitting(DesktopRequest request, DesktopSignIn desktop, FrobClient client) =>
    [
        .. from flow in client.Provider.Flows
           let free = Plan(desktop, client, request with { Flow = flow.Name, Way = null })
           from way in Enum.GetValues<WayBack>()
           // A loopback that is forced is tried even where no browser is seen: only one that would be chosen is advised.
           where way == free || (free is not null && way != WayBack.Loopback && Plan(desktop, client, request with { Flow = flow.Name, Way = way }) == way)
           orderby way == free descending
           select $"--flow {flow.Name} --way {Ways.Word(way)}",
    ];

    private static WayBack? Plan(DesktopSignIn desktop, FrobClient client, DesktopRequest request)
    {
        try
        {
            return desktop.Plan(client, request).Way;
        }
        catch (FrobUsageException)
        {
            return null;
        }
    }

    private static string Otherwise(DesktopSignIn desktop, FrobProvider provider)
    {
        List<string> ways = [];
        if (!desktop.Machine.CanAsk)
            ways.Add("run it in a terminal, where you can be asked");
        if (provider.Flows.FirstOrDefault(static f => f is ConsentFlow { Callback.IsRegistered: false }) is { } redirected)
            ways.Add($"give --flow {redirected.Name} --way loopback if your browser reaches this machine, by a forwarded port say");
        if (provider.Flows.FirstOrDefault(static f => f is ConsentFlow { Callback.IsRegistered: true }) is { } registered)
            ways.Add($"give --flow {registered.Name} --way loopback --callback URL, with the address of this machine that is registered with your key");
        if (provider.Flows.OfType<DirectFlow>().FirstOrDefault() is { } direct)
            ways.Add($"give --flow {direct.Name} --way password --username NAME, with the variable FROB_PASSWORD");
        return ways.Count == 0 ? "" : $"{char.ToUpperInvariant(ways[0][0])}{string.Join("; or ", ways)[1..]}. ";
    }
}
