using System.Reflection;

namespace Auth.Frob.House.Tests.Reading;

/// <summary>The id under which the compiler writes a member's documentation.</summary>
internal static class DocumentationId
{
    public static string Of(MemberInfo member) => member switch
    {
        Type type => "T:" + Name(type),
        FieldInfo field => "F:" + Name(field.DeclaringType!) + "." + field.Name,
        EventInfo @event => "E:" + Name(@event.DeclaringType!) + "." + @event.Name,
        PropertyInfo property => "P:" + Name(property.DeclaringType!) + "." + property.Name + Parameters(property.GetIndexParameters()),
        MethodBase method => "M:" + Name(method.DeclaringType!) + "." + MethodName(method) + Parameters(method.GetParameters()) + Conversion(method),
        _ => throw new ArgumentException($"{member} carries no documentation.", nameof(member)),
    };

    private static string Name(Type type) => type.FullName!.Replace('+', '.');

    private static string MethodName(MethodBase method)
    {
        string name = method.Name.Replace('.', '#');
        return method.IsGenericMethod ? name + "``" + method.GetGenericArguments().Length : name;
    }

    private static string Conversion(MethodBase method) =>
        method is MethodInfo { Name: "op_Implicit" or "op_Explicit" } conversion ? "~" + Reference(conversion.ReturnType) : "";

    private static string Parameters(ParameterInfo[] parameters) =>
        parameters.Length == 0 ? "" : "(" + string.Join(",", parameters.Select(parameter => Reference(parameter.ParameterType))) + ")";

    private static string Reference(Type type)
    {
        if (type.IsByRef) return Reference(type.GetElementType()!) + "@";
        if (type.IsPointer) return Reference(type.GetElementType()!) + "*";
        if (type.IsArray) return Reference(type.GetElementType()!) + Rank(type.GetArrayRank());
        if (type.IsGenericParameter) return (type.DeclaringMethod is null ? "`" : "``") + type.GenericParameterPosition;
        return type.IsGenericType ? GenericReference(type) : Name(type);
    }

    private static string Rank(int rank) => rank == 1 ? "[]" : "[" + string.Join(",", Enumerable.Repeat("0:", rank)) + "]";

    // The arguments of the outer types come first in the list and are written at the outer types' names.
    private static string GenericReference(Type type)
    {
        Type[] arguments = type.GetGenericArguments();
        string[] names = Name(type.GetGenericTypeDefinition()).Split('.');
        int used = 0;
        for (int i = 0; i < names.Length; i++)
        {
            int tick = names[i].IndexOf('`', StringComparison.Ordinal);
            if (tick < 0) continue;
            int count = int.Parse(names[i].AsSpan(tick + 1), System.Globalization.CultureInfo.InvariantCulture);
            names[i] = names[i][..tick] + "{" + string.Join(",", arguments.Skip(used).Take(count).Select(Reference)) + "}";
            used += count;
        }

        return string.Join(".", names);
    }
}
