using System.Reflection;
using Auth.Frob.Recipes;

namespace Auth.Frob.Cli.Tests;

public sealed class ServicesTests
{
    [Fact]
    public void Every_recipe_of_the_provider_assemblies_is_known_to_the_command()
    {
        var shipped = Directory.GetFiles(AppContext.BaseDirectory, "Auth.Frob.*.dll")
            .Select(Assembly.LoadFrom)
            .SelectMany(a => a.GetExportedTypes())
            .SelectMany(t => t.GetProperties(BindingFlags.Public | BindingFlags.Static))
            .Where(p => p.PropertyType == typeof(FrobProvider))
            .ToArray();
        shipped.Should().NotBeEmpty();
        var known = Services.Providers.Select(p => p.Recipe).ToHashSet(ReferenceEqualityComparer.Instance);
        shipped.Where(p => !known.Contains(p.GetValue(null)!)).Select(p => $"{p.DeclaringType}.{p.Name}").Should().BeEmpty();
    }
}
