using System.Reflection;

namespace Auth.Frob.House.Tests.Reading;

/// <summary>What an assembly shows to others, a line for each type and member, in an order that does not change by itself.</summary>
internal static class PublicSurface
{
    public static IReadOnlyList<string> Of(Assembly assembly) => Of(assembly.GetExportedTypes().Where(type => !Members.IsMade(type)));

    public static IReadOnlyList<string> Of(IEnumerable<Type> types) =>
        [.. types.OrderBy(SurfaceNames.FullName, StringComparer.Ordinal).SelectMany(type => Lines(type).Prepend(Head(type)))];

    /// <summary>The lines that are in one and not in the other: what went, then what came.</summary>
    public static IReadOnlyList<string> Difference(IReadOnlyList<string> approved, IReadOnlyList<string> now) =>
        [.. Without(Whole(approved), Whole(now)).Select(line => "- " + line), .. Without(Whole(now), Whole(approved)).Select(line => "+ " + line)];

    private static List<string> Without(List<string> all, List<string> other)
    {
        var left = other.ToList();
        return [.. all.Where(line => !left.Remove(line))];
    }

    // A member is told with its type: two types may have the same.
    private static List<string> Whole(IReadOnlyList<string> lines)
    {
        string type = "";
        return [.. lines.Where(line => line.Length > 0).Select(line => line[0] == ' ' ? $"{type}: {line.Trim()}" : type = line)];
    }

    private static string Head(Type type)
    {
        if (typeof(Delegate).IsAssignableFrom(type)) return $"delegate {SurfaceNames.FullName(type)}";
        if (type.IsEnum) return $"enum {SurfaceNames.FullName(type)} : {SurfaceNames.Of(Enum.GetUnderlyingType(type))}";
        string kind = (type.IsInterface, type.IsValueType, type.IsAbstract && type.IsSealed, type.IsRecord()) switch
        {
            (true, _, _, _) => "interface",
            (_, true, _, true) => "record struct",
            (_, true, _, _) => "struct",
            (_, _, true, _) => "static class",
            (_, _, _, var record) => (type.IsAbstract ? "abstract " : type.IsSealed ? "sealed " : "") + (record ? "record" : "class"),
        };
        IEnumerable<string> above = type.GetInterfaces().Where(face => face.IsVisible).Select(SurfaceNames.Of).Order(StringComparer.Ordinal);
        if (type.BaseType is { } parent && parent != typeof(object) && parent != typeof(ValueType)) above = above.Prepend(SurfaceNames.Of(parent));
        string all = string.Join(", ", above);
        return $"{kind} {SurfaceNames.FullName(type)}{(all.Length > 0 ? " : " + all : "")}{SurfaceNames.Constraints(type.GetGenericArguments())}";
    }

    private static IEnumerable<string> Lines(Type type)
    {
        if (typeof(Delegate).IsAssignableFrom(type)) return ["    " + SurfaceMembers.Of(type.GetMethod("Invoke")!)];
        if (type.IsEnum) return type.GetFields(BindingFlags.Public | BindingFlags.Static).Select(value => $"    {value.Name} = {value.GetRawConstantValue()}");
        return type.GetMembers(Members.Declared).Where(SurfaceMembers.IsSeen).Select(member => "    " + SurfaceMembers.Of(member)).Order(StringComparer.Ordinal);
    }
}
