using System.Diagnostics.CodeAnalysis;
using System.Reflection;

namespace Auth.Frob.Extensions.Plugins;

/// <summary>Takes the recipes out of a loaded plugin: the first of its code that runs.</summary>
internal static class PluginRecipes
{
    private const int LongestMessage = 200;

    [RequiresUnreferencedCode(PluginLoader.WhyNotTrimmed)]
    public static ImmutableArray<FrobProvider> Of(Assembly plugin, Action<string> fault)
    {
        var recipes = ImmutableArray.CreateBuilder<FrobProvider>();
        foreach (var property in Properties(plugin, fault))
        {
            var place = $"{property.DeclaringType!.Name}.{property.Name}";
            try
            {
                if (property.GetValue(null) is FrobProvider recipe)
                    recipes.Add(recipe);
                else
                    fault($"{place} is null: it must hold a recipe");
            }
            catch (Exception thrown)
            {
                fault($"{place} can't be read: {Cause(thrown)}; use another version of the plugin");
            }
        }
        return recipes.ToImmutable();
    }

    [RequiresUnreferencedCode(PluginLoader.WhyNotTrimmed)]
    private static PropertyInfo[] Properties(Assembly plugin, Action<string> fault)
    {
        try
        {
            var found = plugin.GetCustomAttribute<FrobPluginAttribute>()!.Recipes
                .SelectMany(static type => type.GetProperties(BindingFlags.Public | BindingFlags.Static | BindingFlags.DeclaredOnly))
                .Where(static property => property.PropertyType == typeof(FrobProvider)).ToArray();
            if (found.Length == 0)
                fault($"has no recipe: the types in [assembly: FrobPlugin] need a public static property of type {nameof(FrobProvider)}");
            return found;
        }
        catch (Exception thrown)
        {
            fault($"its manifest can't be read: {Cause(thrown)}; use another version of the plugin");
            return [];
        }
    }

    // Reflection and static constructors wrap what was thrown.
    public static string Cause(Exception thrown)
    {
        while (thrown is TargetInvocationException or TypeInitializationException && thrown.InnerException is not null)
            thrown = thrown.InnerException;
        var message = thrown.Message.ReplaceLineEndings(" ");
        return $"{thrown.GetType().Name}: {(message.Length > LongestMessage ? message[..LongestMessage] : message)}";
    }
}
