using System.Reflection;

namespace Auth.Frob.House.Tests.Reading;

/// <summary>Names of types as a reader would write them.</summary>
internal static class SurfaceNames
{
    private static readonly Dictionary<Type, string> Words = new()
    {
        [typeof(void)] = "void", [typeof(object)] = "object", [typeof(string)] = "string", [typeof(bool)] = "bool", [typeof(char)] = "char",
        [typeof(byte)] = "byte", [typeof(int)] = "int", [typeof(uint)] = "uint", [typeof(long)] = "long", [typeof(double)] = "double", [typeof(decimal)] = "decimal",
    };

    public static string FullName(Type type) => (type.DeclaringType is { } outer ? FullName(outer) : type.Namespace) + "." + Named(type, [.. Own(type).Select(Of)]);

    public static string Of(Type type) => Of(type, null);

    /// <summary>The name with a question mark wherever null may be.</summary>
    public static string Of(Type type, NullabilityInfo? nullability)
    {
        string name = type switch
        {
            { IsByRef: true } => "ref " + Of(type.GetElementType()!, nullability?.ElementType),
            { IsArray: true } => Of(type.GetElementType()!, nullability?.ElementType) + "[]",
            _ when Nullable.GetUnderlyingType(type) is { } inner => Of(inner, nullability?.GenericTypeArguments.FirstOrDefault()) + "?",
            { IsGenericParameter: true } => type.Name,
            _ when Words.TryGetValue(type, out string? word) => word,
            { IsGenericType: true } => Named(type, Arguments(type, nullability)),
            _ => type.IsNested ? $"{Of(type.DeclaringType!)}.{type.Name}" : type.Name,
        };
        return !type.IsValueType && nullability?.ReadState == NullabilityState.Nullable ? name + "?" : name;
    }

    public static string Constraints(IEnumerable<Type> parameters) => string.Concat(parameters.Where(type => type.IsGenericParameter).Select(Constraint));

    private static string Constraint(Type parameter)
    {
        var words = parameter.GetGenericParameterConstraints().Where(type => type != typeof(ValueType)).Select(Of).ToList();
        if (parameter.GenericParameterAttributes.HasFlag(GenericParameterAttributes.ReferenceTypeConstraint)) words.Insert(0, "class");
        if (parameter.GenericParameterAttributes.HasFlag(GenericParameterAttributes.NotNullableValueTypeConstraint)) words.Insert(0, "struct");
        else if (parameter.GenericParameterAttributes.HasFlag(GenericParameterAttributes.DefaultConstructorConstraint)) words.Add("new()");
        return words.Count == 0 ? "" : $" where {parameter.Name} : {string.Join(", ", words)}";
    }

    private static string[] Arguments(Type type, NullabilityInfo? nullability)
    {
        Type[] arguments = Own(type);
        NullabilityInfo[] known = nullability?.GenericTypeArguments ?? [];
        return [.. arguments.Select((argument, i) => Of(argument, known.Length == arguments.Length ? known[i] : null))];
    }

    // A nested type carries its outer type's arguments too.
    private static Type[] Own(Type type) => [.. type.GetGenericArguments().Skip(type.DeclaringType?.GetGenericArguments().Length ?? 0)];

    private static string Named(Type type, string[] arguments) => type.Name.Split('`')[0] + (arguments.Length == 0 ? "" : $"<{string.Join(", ", arguments)}>");
}
