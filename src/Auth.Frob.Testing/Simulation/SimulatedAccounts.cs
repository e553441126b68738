using System.Collections.Concurrent;

namespace Auth.Frob.Testing.Simulation;

/// <summary>The apps and people that a simulated service knows.</summary>
/// <remarks>Thread-safe. To change an entry, put a changed copy.</remarks>
public sealed class SimulatedAccounts
{
    private readonly ConcurrentDictionary<string, SimulatedApp> _apps = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, SimulatedUser> _users = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Registers an app, or changes one.</summary>
    /// <param name="app">The app.</param>
    public void Put(SimulatedApp app)
    {
        ArgumentNullException.ThrowIfNull(app);
        _apps[app.Key] = app;
    }

    /// <summary>Adds a person, or changes one.</summary>
    /// <param name="user">The person.</param>
    public void Put(SimulatedUser user)
    {
        ArgumentNullException.ThrowIfNull(user);
        _users[user.Name] = user;
    }

    /// <summary>The app of a key.</summary>
    /// <param name="key">The key, in its exact case; may be null.</param>
    /// <returns>The app, or null.</returns>
    public SimulatedApp? App(string? key) => key is null ? null : _apps.GetValueOrDefault(key);

    /// <summary>The person of a name.</summary>
    /// <param name="name">The name, in any case; may be null.</param>
    /// <returns>The person, or null.</returns>
    public SimulatedUser? User(string? name) => name is null ? null : _users.GetValueOrDefault(name);

    /// <summary>The person who gave a name and the password that belongs to it.</summary>
    /// <param name="name">The name, in any case.</param>
    /// <param name="password">The password.</param>
    /// <returns>The person, or null.</returns>
    public SimulatedUser? SignIn(string? name, string? password) =>
        User(name) is { } user && string.Equals(user.Password, password, StringComparison.Ordinal) ? user : null;
}
