namespace Auth.Frob.Recipes;

/// <summary>A flow with user name and password and no consent page.</summary>
/// <param name="Name">The flow's name.</param>
/// <remarks>Immutable and thread-safe.</remarks>
public sealed record DirectFlow(string Name) : FrobFlow(Name);
