using System.Reflection;
using System.Runtime.CompilerServices;
using Auth.Frob.House.Tests.Reading;

namespace Auth.Frob.House.Tests.Rules;

/// <summary>What types and methods look like.</summary>
public sealed class ShapeRules
{
    private static readonly Type[] Awaitables = [typeof(Task), typeof(Task<>), typeof(ValueTask), typeof(ValueTask<>), typeof(IAsyncEnumerable<>)];

    [Fact]
    public void Every_type_is_sealed_static_or_abstract() => Open(Members.ShippedTypes()).ShouldBeNone("seal it, or make it abstract if others build on it");

    [Fact]
    public void Everything_in_Internal_is_internal() => Shown(Members.ShippedTypes()).ShouldBeNone("make it internal, or move it to the folder of its concept");

    [Fact]
    public void Declared_async_methods_end_in_Async_and_take_a_token_last() =>
        Members.ShippedTypes().SelectMany(Misnamed).ShouldBeNone("end the name in Async and let a CancellationToken be the last parameter");

    [Fact]
    public void Rules_on_types_see_every_package_that_has_code() =>
        Repository.ShippedProjects.Where(HasCode).Where(project => !project.Assembly.WrittenTypes().Any()).Select(project => project.Path)
            .ShouldBeNone("the rules would pass over this package: put its types into its namespace");

    [Fact]
    public void An_open_class_is_found() => Open([typeof(OpenClass), typeof(ShapeRules), typeof(Faults), typeof(IAsyncDisposable)]).Should().ContainSingle();

    [Fact]
    public void A_public_type_in_Internal_is_found() => Shown([typeof(Fixtures.Internal.Shown)]).Should().ContainSingle();

    [Fact]
    public void Methods_that_await_unseen_are_found() =>
        Misnamed(typeof(Awaiting)).Should().HaveCount(4).And.OnlyContain(fault => fault.Contains("Bad"));

    private static IEnumerable<string> Open(IEnumerable<Type> types) =>
        types.Where(type => type.IsClass && !type.IsSealed && !type.IsAbstract).Select(type => type.FullName!);

    private static IEnumerable<string> Shown(IEnumerable<Type> types) =>
        types.Where(type => type.IsVisible && type.Namespace!.Split('.').Contains("Internal")).Select(type => type.FullName!);

    private static IEnumerable<string> Misnamed(Type type) =>
        type.WrittenMethods().Where(method => Awaits(method) && !IsLaidDownElsewhere(method))
            .Where(method => !method.Name.EndsWith("Async", StringComparison.Ordinal) || !TakesATokenLast(method))
            .Select(method => $"{type.FullName}.{method.Name}");

    private static bool TakesATokenLast(MethodInfo method) => method.GetParameters() is [.., { } last] && last.ParameterType == typeof(CancellationToken);

    private static bool Awaits(MethodInfo method)
    {
        Type returned = method.ReturnType.IsGenericType ? method.ReturnType.GetGenericTypeDefinition() : method.ReturnType;
        return !method.IsSpecialName && (Awaitables.Contains(returned) || method.IsDefined(typeof(AsyncStateMachineAttribute)));
    }

    private static bool HasCode(Project project) =>
        Repository.ShippedCSharp.Where(file => Path.GetFileName(file.Path) != "Program.cs")
            .Any(file => Path.GetDirectoryName(file.Path) == Path.GetDirectoryName(project.Path));

    // Overrides, contracts of other assemblies (DisposeAsync among them), delegates and the entry point.
    private static bool IsLaidDownElsewhere(MethodInfo method) =>
        method.IsOverride() || method.FulfilsForeignContract() || typeof(Delegate).IsAssignableFrom(method.DeclaringType)
        || method is { Name: "Main", IsStatic: true, DeclaringType.Name: "Program" };

    public class OpenClass;

    private sealed class Awaiting : IAsyncDisposable
    {
        public ValueTask DisposeAsync() => default;

        public static Task GoodAsync(int number, CancellationToken cancellationToken) => Task.FromCanceled(cancellationToken);

        public static Task Bad(CancellationToken cancellationToken) => GoodAsync(0, cancellationToken);

        public static Task<int> BadAsync() => Task.FromResult(1);

#pragma warning disable CA1068 // wrong on purpose
        public static Task BadOrderAsync(CancellationToken cancellationToken, int number) => GoodAsync(number, cancellationToken);
#pragma warning restore CA1068

        public static async void BadVoid() => await BadAsync();

        public static Func<Task> GoodDelegate() => BadAsync;
    }
}
