using System.Globalization;
using System.Reflection;
using System.Runtime.CompilerServices;

namespace Auth.Frob.House.Tests.Reading;

/// <summary>Members as a reader would write them, without bodies.</summary>
internal static class SurfaceMembers
{
    private static readonly NullabilityInfoContext Nullability = new();

    /// <summary>Whether others can use it: neither hidden, nor what the compiler makes, nor what every object has.</summary>
    public static bool IsSeen(MemberInfo member) => (member is ConstructorInfo || !Members.IsMade(member)) && member switch
    {
        ConstructorInfo constructor => IsSeen(constructor) && !constructor.IsStatic && !IsCopy(constructor),
        MethodInfo method => IsSeen(method) && method.GetBaseDefinition().DeclaringType != typeof(object)
            && (!method.IsSpecialName || method.Name.StartsWith("op_", StringComparison.Ordinal)),
        PropertyInfo property => property.Name != "EqualityContract" && property.GetAccessors(true).Any(IsSeen),
        EventInfo @event => IsSeen(@event.AddMethod!),
        FieldInfo field => field.IsPublic || field.IsFamily || field.IsFamilyOrAssembly,
        _ => false,
    };

    public static string Of(MemberInfo member) => member switch
    {
        ConstructorInfo constructor => $"{Reach(constructor)}new({Parameters(constructor)})",
        MethodInfo method => $"{Reach(method)}{Kind(method)}{Returned(method)} {method.Name}{Arguments(method)}({Parameters(method)})"
            + SurfaceNames.Constraints(method.GetGenericArguments()),
        PropertyInfo property => Property(property),
        EventInfo @event => $"event {SurfaceNames.Of(@event.EventHandlerType!)} {@event.Name}",
        FieldInfo field => Field(field),
        _ => member.Name,
    };

    private static bool IsSeen(MethodBase method) => method.IsPublic || method.IsFamily || method.IsFamilyOrAssembly;

    private static bool IsCopy(ConstructorInfo constructor) =>
        constructor.GetParameters() is [{ } only] && only.ParameterType == constructor.DeclaringType && Members.IsMade(constructor);

    private static string Reach(MethodBase method) => method.IsPublic ? "" : "protected ";

    private static string Kind(MethodInfo method) => (method.IsStatic, method.IsAbstract, method.IsVirtual && !method.IsFinal) switch
    {
        _ when method.DeclaringType!.IsInterface || typeof(Delegate).IsAssignableFrom(method.DeclaringType) => "",
        (true, _, _) => "static ",
        (_, true, _) => "abstract ",
        (_, _, true) => method.IsOverride() ? "override " : "virtual ",
        _ => "",
    };

    private static string Returned(MethodInfo method) => SurfaceNames.Of(method.ReturnType, Nullability.Create(method.ReturnParameter));

    private static string Arguments(MethodInfo method) =>
        method.IsGenericMethod ? $"<{string.Join(", ", method.GetGenericArguments().Select(type => type.Name))}>" : "";

    private static string Parameters(MethodBase method)
    {
        string first = method.IsDefined(typeof(ExtensionAttribute), false) ? "this " : "";
        return first + string.Join(", ", method.GetParameters().Select(Parameter));
    }

    private static string Parameter(ParameterInfo parameter)
    {
        string type = SurfaceNames.Of(parameter.ParameterType, Nullability.Create(parameter));
        string way = parameter.IsOut ? "out" + type[3..] : parameter.IsIn && parameter.ParameterType.IsByRef ? "in" + type[3..] : type;
        string rest = parameter.GetCustomAttributes().Any(mark => mark is ParamArrayAttribute or ParamCollectionAttribute) ? "params " : "";
        return $"{rest}{way} {parameter.Name}{(parameter.HasDefaultValue ? " = " + Value(parameter.DefaultValue, parameter.ParameterType) : "")}";
    }

    private static string Property(PropertyInfo property)
    {
        MethodInfo shown = property.GetAccessors(true).First(IsSeen);
        string indexes = property.GetIndexParameters().Length == 0 ? property.Name : $"this[{string.Join(", ", property.GetIndexParameters().Select(Parameter))}]";
        string get = property.GetMethod is { } getter && IsSeen(getter) ? "get; " : "";
        bool isInit = property.SetMethod?.ReturnParameter.GetRequiredCustomModifiers().Contains(typeof(IsExternalInit)) == true;
        string set = property.SetMethod is { } setter && IsSeen(setter) ? Reach(setter) + (isInit ? "init; " : "set; ") : "";
        string required = property.IsDefined(typeof(RequiredMemberAttribute)) ? "required " : "";
        return $"{Reach(shown)}{required}{Kind(shown)}{SurfaceNames.Of(property.PropertyType, Nullability.Create(property))} {indexes} {{ {get}{set}}}";
    }

    private static string Field(FieldInfo field)
    {
        string type = SurfaceNames.Of(field.FieldType, Nullability.Create(field));
        if (field.IsLiteral) return $"const {type} {field.Name} = {Value(field.GetRawConstantValue(), field.FieldType)}";
        return $"{(field.IsPublic ? "" : "protected ")}{(field.IsStatic ? "static " : "")}{(field.IsInitOnly ? "readonly " : "")}{type} {field.Name}";
    }

    private static string Value(object? value, Type type) => value switch
    {
        null => type.IsValueType && Nullable.GetUnderlyingType(type) is null ? "default" : "null",
        string text => $"\"{text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal)}\"",
        bool truth => truth ? "true" : "false",
        _ when type.IsEnum => $"{type.Name}.{Enum.ToObject(type, value)}",
        _ => Convert.ToString(value, CultureInfo.InvariantCulture)!,
    };
}
