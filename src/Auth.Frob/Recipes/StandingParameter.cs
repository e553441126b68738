namespace Auth.Frob.Recipes;

/// <summary>A fixed parameter that a service began to ask for, added by configuration and signed like the rest.</summary>
/// <param name="Name">The name on the wire; a name that the recipe sends itself is refused.</param>
/// <param name="Value">The value.</param>
/// <param name="Places">Where it is added; default: everywhere.</param>
/// <remarks>Immutable and thread-safe.</remarks>
public sealed record StandingParameter(string Name, string Value, StandingPlaces Places = StandingPlaces.Everywhere);
