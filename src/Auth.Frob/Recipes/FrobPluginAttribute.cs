namespace Auth.Frob.Recipes;

/// <summary>Says that an assembly holds providers, so that a host can load it without having been compiled with it.</summary>
/// <param name="name">The plugin's name: lower-case letters, digits and hyphens.</param>
/// <param name="coreVersion">The version of this library that it was written for, such as <c>0.1</c>.</param>
/// <param name="recipes">The types whose public static properties of type <see cref="FrobProvider"/> are its recipes.</param>
[AttributeUsage(AttributeTargets.Assembly)]
public sealed class FrobPluginAttribute(string name, string coreVersion, params Type[] recipes) : Attribute
{
    /// <summary>The plugin's name.</summary>
    public string Name => name;

    /// <summary>The version of this library that it was written for.</summary>
    /// <value>Major and minor; a host takes the same major, the same minor while the major is 0, and nothing newer than itself.</value>
    public string CoreVersion => coreVersion;

    /// <summary>The types that hold its recipes.</summary>
    public IReadOnlyList<Type> Recipes => recipes;
}
