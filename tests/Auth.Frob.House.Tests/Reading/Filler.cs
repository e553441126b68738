using System.Collections;
using System.Collections.Immutable;
using System.Reflection;
using Auth.Frob.Slots;

namespace Auth.Frob.House.Tests.Reading;

/// <summary>Makes an object of any public type and puts a canary wherever a secret may be.</summary>
internal static class Filler
{
    public const string Canary = "canary-4f2a";

    private const BindingFlags Everything = BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic;

    /// <summary>The object, or null where a type can't be made alone.</summary>
    public static object? Make(Type type, int depth = 0)
    {
        if (depth > 6) return null;
        if (Nullable.GetUnderlyingType(type) is { } inner) return Make(inner, depth);
        if (Simple(type) is { } simple) return simple;
        if (type.IsArray) return Array.CreateInstance(type.GetElementType()!, 0);
        if (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(ImmutableArray<>)) return Empty(type);
        if (type.IsAbstract || type.IsInterface || typeof(Delegate).IsAssignableFrom(type) || type.ContainsGenericParameters) return null;
        return Built(type, depth);
    }

    private static object? Simple(Type type) => type switch
    {
        _ when type == typeof(Secret) => new Secret(Canary),
        _ when type == typeof(Slot) => new Slot("hidden", true),
        _ when type == typeof(SlotValues) => Values(),
        _ when type == typeof(string) => "open",
        _ when type == typeof(Uri) => new Uri("https://service.example/page?frob=" + Canary),
        _ when type == typeof(HttpMethod) => HttpMethod.Post,
        _ when type.IsEnum || type.IsPrimitive || type == typeof(DateTimeOffset) || type == typeof(TimeSpan) => Activator.CreateInstance(type),
        _ => null,
    };

    private static object? Empty(Type type) => type.GetField("Empty", BindingFlags.Public | BindingFlags.Static)!.GetValue(null);

    private static SlotValues Values()
    {
        var values = (SlotValues)typeof(SlotValues).GetConstructors(Everything)[0].Invoke([null]);
        typeof(SlotValues).GetMethod("Set", Everything)!.Invoke(values, [new Slot("hidden", true), Canary]);
        return values;
    }

    private static object? Built(Type type, int depth)
    {
        foreach (ConstructorInfo constructor in type.GetConstructors(Everything).OrderByDescending(c => c.GetParameters().Length))
        {
            ParameterInfo[] parameters = constructor.GetParameters();
            if (parameters.Any(parameter => parameter.ParameterType == type || parameter.ParameterType.IsByRefLike)) continue;
            object?[] arguments = [.. parameters.Select(parameter => Argument(parameter, depth))];
            if (parameters.Where((parameter, i) => arguments[i] is null && parameter.ParameterType.IsValueType).Any()) continue;
            try
            {
                object made = constructor.Invoke(arguments);
                SetProperties(made, depth);
                return made;
            }
            catch (TargetInvocationException)
            {
                // This constructor wants more than a filler has; the next may not.
            }
        }

        return null;
    }

    // A value that is a secret by its neighbour is a text in the type: the neighbour's name tells.
    private static object? Argument(ParameterInfo parameter, int depth) =>
        parameter is { Name: "Value", Member: ConstructorInfo constructor } && constructor.GetParameters().Any(p => p.Name == "IsSecret") ? Canary
        : parameter.ParameterType == typeof(bool) ? true
        : Make(parameter.ParameterType, depth + 1);

    private static void SetProperties(object made, int depth)
    {
        foreach (PropertyInfo property in made.GetType().GetProperties(Everything).Where(p => p.CanWrite && p.CanRead && p.GetIndexParameters().Length == 0))
        {
            bool isFilled = property.GetValue(made) is { } value && (value is not IEnumerable || value is string) && property.PropertyType != typeof(SlotValues);
            if (!isFilled && Make(property.PropertyType, depth + 1) is { } filled) property.SetValue(made, filled);
        }
    }
}
