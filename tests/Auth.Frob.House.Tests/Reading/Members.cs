using System.CodeDom.Compiler;
using System.Reflection;
using System.Runtime.CompilerServices;

namespace Auth.Frob.House.Tests.Reading;

/// <summary>The types and methods that somebody wrote: without what the compiler and its generators add.</summary>
internal static class Members
{
    public const BindingFlags Declared =
        BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    public static IEnumerable<Type> WrittenTypes(this Assembly assembly) => assembly.GetTypes().Where(IsWritten);

    public static IEnumerable<Type> ShippedTypes() => Repository.ShippedProjects.SelectMany(project => project.Assembly.WrittenTypes());

    public static IEnumerable<MethodInfo> WrittenMethods(this Type type) =>
        type.GetMethods(Declared).Where(method => !IsMade(method) && !method.Name.Contains('<', StringComparison.Ordinal));

    public static bool IsMade(MemberInfo member) =>
        member.IsDefined(typeof(CompilerGeneratedAttribute), false) || member.IsDefined(typeof(GeneratedCodeAttribute), false);

    public static bool IsOverride(this MethodInfo method) => method.GetBaseDefinition().DeclaringType != method.DeclaringType;

    /// <summary>Does the method carry out a contract that another assembly laid down?</summary>
    public static bool FulfilsForeignContract(this MethodInfo method)
    {
        Type type = method.DeclaringType!;
        return !type.IsInterface && type.GetInterfaces()
            .Where(contract => !IsOurs(contract))
            .Any(contract => type.GetInterfaceMap(contract).TargetMethods.Contains(method));
    }

    public static bool IsRecord(this Type type) =>
        type.GetMethod("PrintMembers", Declared) is { } print && IsMade(print) || type.GetMethod("<Clone>$", Declared) is not null;

    private static bool IsOurs(Type type) => Repository.ShippedProjects.Any(project => project.AssemblyName == type.Assembly.GetName().Name);

    // Top-level statements make a class that nobody can seal; only its "<Main>$" shows it.
    private static bool IsWritten(Type type)
    {
        for (Type? at = type; at is not null; at = at.DeclaringType)
            if (at.Name.Contains('<', StringComparison.Ordinal) || IsMade(at) || at.GetMethod("<Main>$", Declared) is not null) return false;
        return type.Namespace is { } name && (name.StartsWith("Auth.Frob", StringComparison.Ordinal) || name == "Microsoft.Extensions.DependencyInjection");
    }
}
