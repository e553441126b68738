using Auth.Frob.Extensions.Registration;
using Microsoft.Extensions.DependencyInjection;

namespace Auth.Frob.Extensions.Calls;

/// <summary>Registers who is told of dead grants.</summary>
public static class GrantDeathExtensions
{
    /// <summary>Has somebody told, once for each grant that the service no longer takes.</summary>
    /// <param name="frob">The builder.</param>
    /// <param name="told">Who is told; may be one of several.</param>
    /// <returns>The builder.</returns>
    /// <remarks>The same as registering a <see cref="GrantDeath"/> as a singleton, which is the way for one that needs services.</remarks>
    public static FrobServicesBuilder WhenGrantDies(this FrobServicesBuilder frob, GrantDeath told)
    {
        ArgumentNullException.ThrowIfNull(frob);
        ArgumentNullException.ThrowIfNull(told);
        frob.Services.AddSingleton(told);
        return frob;
    }
}
