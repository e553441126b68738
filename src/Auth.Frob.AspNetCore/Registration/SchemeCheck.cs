using System.Collections.Concurrent;
using Auth.Frob.AspNetCore.Flows;
using Auth.Frob.AspNetCore.Links;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Auth.Frob.AspNetCore.Registration;

/// <summary>Finds every fault of a scheme when the host starts.</summary>
internal sealed class SchemeCheck(IServiceProvider services) : IValidateOptions<FrobAuthenticationOptions>
{
    private readonly ConcurrentDictionary<string, PathString> _paths = new(StringComparer.Ordinal);

    // Headers of a request hold 32 KiB with most servers; so many flows fit.
    private const int MostFlows = 16;

    private static bool IsName(string scheme) => scheme.All(static c => char.IsAsciiLetterOrDigit(c) || c is '.' or '-' or '_');

    public ValidateOptionsResult Validate(string? name, FrobAuthenticationOptions options)
    {
        var scheme = name ?? "";
        var faults = Own(scheme, options).Concat(OfPath(scheme, options.CallbackPath)).Concat(OfInstance(options))
            .Select(fault => $"{scheme}: {fault}").ToArray();
        return faults.Length == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(faults);
    }

    private IEnumerable<string> Own(string scheme, FrobAuthenticationOptions options)
    {
        if (!IsName(scheme))
            yield return "the scheme's name becomes part of a cookie's name and of an address; use letters, digits, '.', '-', '_'";
        if (options.MostOpenFlows is < 1 or > MostFlows)
            yield return $"MostOpenFlows must be between 1 and {MostFlows}";
        if (options.RemoteAuthenticationTimeout <= TimeSpan.Zero || options.RemoteAuthenticationTimeout > FlowLife.Longest)
            yield return "RemoteAuthenticationTimeout must be more than nothing and at most a day";
        if (options.SignInScheme is null)
            yield return "SignInScheme: nothing keeps a sign-in; write AddAuthentication(\"Cookies\").AddCookie(\"Cookies\") before AddFrob";
        else if (!services.GetRequiredService<IOptions<AuthenticationOptions>>().Value.SchemeMap.ContainsKey(options.SignInScheme))
            yield return $"SignInScheme: there is no scheme '{options.SignInScheme}' to keep a sign-in; write AddCookie(\"{options.SignInScheme}\"), too";
        if (options.EventsType is { } events && events != typeof(FrobEvents))
            yield return $"EventsType: '{events}' is not FrobEvents; register FrobEvents with its functions set, and name that type";
        if (options.CallbackPath == "/")
            yield return "CallbackPath: the site's root is its own page; give the callback a path";
    }

    // The first one would answer for both. Whoever is looked at first is right, so that one fault is named and not two.
    private IEnumerable<string> OfPath(string scheme, PathString path)
    {
        var other = _paths.Where(known => known.Key != scheme && Meet(known.Value, path)).Select(static known => known.Key).Order().FirstOrDefault();
        if (other is null)
            _paths[scheme] = path;
        else
            yield return $"CallbackPath: '{path}' is the address of '{other}', or of the page below it where grants wait; give each scheme one of its own";
    }

    private static bool Meet(PathString one, PathString other) =>
        one == other || one == HeldPage.PathOf(other) || HeldPage.PathOf(one) == other;

    private IEnumerable<string> OfInstance(FrobAuthenticationOptions options)
    {
        FrobClients clients;
        try
        {
            clients = services.GetRequiredService<FrobClients>();
        }
        catch (FrobUsageException)
        {
            // Named by the check of the instances themselves.
            return [];
        }
        if (!clients.TryGet(options.Instance ?? "", out var client))
        {
            var names = string.Join(", ", clients.Names.Take(20));
            return [$"Instance: there is no instance '{options.Instance}'. "
                + $"There are: {(names.Length == 0 ? "none; add one by services.AddFrob(...)" : names)}."];
        }
        var asked = client.FaultsOf(options.Permissions).Select(static fault => $"Permissions.{fault}");
        return WebFlow.Find(client.Provider, options.Flow, out var fault) is null ? asked.Prepend($"Flow: {fault}") : asked;
    }
}
