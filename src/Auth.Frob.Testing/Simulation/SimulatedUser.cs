namespace Auth.Frob.Testing.Simulation;

/// <summary>A person with an account at a simulated service.</summary>
/// <param name="Name">The account's name, in the service's spelling.</param>
/// <param name="Password">The password.</param>
public sealed record SimulatedUser(string Name, string Password)
{
    /// <summary>The account's number.</summary>
    /// <value><c>1234</c> unless given.</value>
    public string Id { get; init; } = "1234";

    /// <summary>The name that the person goes by.</summary>
    /// <value>Empty unless given.</value>
    public string RealName { get; init; } = "";

    /// <summary>The language of the account.</summary>
    /// <value><c>en</c> unless given.</value>
    public string Language { get; init; } = "en";

    /// <summary>Whether the person pays for the account.</summary>
    public bool IsPaying { get; init; }

    /// <summary>Whether the account is closed or suspended.</summary>
    public bool IsClosed { get; init; }

    /// <summary>Names the account without its password.</summary>
    /// <returns>The name.</returns>
    public override string ToString() => Name;
}
