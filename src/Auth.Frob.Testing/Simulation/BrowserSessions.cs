using System.Collections.Concurrent;

namespace Auth.Frob.Testing.Simulation;

/// <summary>The browsers that are signed in on a simulated service's pages, told apart by a cookie.</summary>
/// <remarks>Thread-safe.</remarks>
public sealed class BrowserSessions
{
    private const string CookieName = "simulated_session";
    private readonly ConcurrentDictionary<string, string> _users = new(StringComparer.Ordinal);

    /// <summary>The name of the person whose browser made a request.</summary>
    /// <param name="request">The request.</param>
    /// <returns>The name, or null where the browser is not signed in.</returns>
    public string? UserOf(SimulatedRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        foreach (string cookie in (request.Header("Cookie") ?? "").Split(';', StringSplitOptions.TrimEntries))
        {
            if (cookie.StartsWith(CookieName + "=", StringComparison.Ordinal))
            {
                return _users.GetValueOrDefault(cookie[(CookieName.Length + 1)..]);
            }
        }

        return null;
    }

    /// <summary>Signs a browser in with the reply to its request.</summary>
    /// <param name="reply">The reply.</param>
    /// <param name="user">The person's name.</param>
    /// <returns>The reply with the cookie.</returns>
    public SimulatedReply SignIn(SimulatedReply reply, string user)
    {
        ArgumentNullException.ThrowIfNull(reply);
        string session = RandomTicket.Base64Url(32);
        _users[session] = user;
        return reply.WithHeader("Set-Cookie", $"{CookieName}={session}; Path=/; HttpOnly; SameSite=Lax");
    }
}
