using System.Collections;
using System.Reflection;
using Auth.Frob.Recipes;
using Auth.Frob.Slots;

namespace Auth.Frob.Tests.Neutrality;

/// <summary>The core is neutral if services that it never heard of are data to it: no seam is used, no code is brought.</summary>
public sealed class RecipesAreDataTests
{
    private static readonly Assembly Core = typeof(FrobProvider).Assembly;

    private static readonly Dictionary<string, FrobProvider> Recipes =
        new[] { RememberTheMilk.Provider, Tmdb.Provider, DeviceGrant.Provider }.ToDictionary(static p => p.Id);

    public static TheoryData<string> Ids => [.. Recipes.Keys];

    [Theory]
    [MemberData(nameof(Ids))]
    public void Recipe_passes_FlowCheck(string id) => FlowCheck.Check(Recipes[id]).Should().BeEmpty();

    [Theory]
    [MemberData(nameof(Ids))]
    public void Recipe_is_made_of_the_cores_own_types_alone(string id) => Foreign(Recipes[id]).Should().BeEmpty();

    [Fact]
    public void No_type_here_derives_from_a_type_of_the_core() =>
        typeof(RecipesAreDataTests).Assembly.GetTypes()
            .Where(static type => type.Namespace == typeof(RecipesAreDataTests).Namespace)
            .Where(static type => type.BaseType?.Assembly == Core)
            .Should().BeEmpty("a recipe that needs a seam is not data");

    [Fact]
    public void Code_in_a_recipe_is_found()
    {
        var flow = Tmdb.Provider.Flows[0] with { Derives = [new Derived(Slot.State, static _ => "code", Slot.ApiKey)] };
        Foreign(Tmdb.Provider with { Flows = [flow] }).Should().ContainSingle().Which.Should().Contain("Func");
    }

    /// <summary>Everything reachable from a recipe that is neither the core's nor plain data of the BCL.</summary>
    private static List<string> Foreign(FrobProvider provider)
    {
        var found = new List<string>();
        var seen = new HashSet<object>(ReferenceEqualityComparer.Instance);
        Walk(provider, provider.Id, found, seen);
        seen.Should().HaveCountGreaterThan(50, "the walk must reach the parameters");
        return found;
    }

    private static void Walk(object? value, string path, List<string> found, HashSet<object> seen)
    {
        if (value is null or string or Uri or HttpMethod || value.GetType().IsPrimitive || value.GetType().IsEnum || !seen.Add(value))
            return;
        var type = value.GetType();
        if (value is Delegate || (type.Assembly != Core && type.Assembly != typeof(object).Assembly && type.Namespace != "System.Collections.Immutable"))
            found.Add($"{path} is a {type.Name}");
        else if (value is IEnumerable items and not Delegate)
            foreach (var item in items) Walk(item, path + "[]", found, seen);
        else if (type.Assembly == Core || type.FullName!.StartsWith("System.ValueTuple", StringComparison.Ordinal) || type.Name == "KeyValuePair`2")
            foreach (var field in Fields(type)) Walk(field.GetValue(value), $"{path}.{field.Name}", found, seen);
    }

    private static IEnumerable<FieldInfo> Fields(Type? type)
    {
        for (; type is not null && type != typeof(object); type = type.BaseType)
            foreach (var field in type.GetFields(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly))
                yield return field;
    }
}
