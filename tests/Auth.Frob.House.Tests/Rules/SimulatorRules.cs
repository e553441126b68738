using Auth.Frob.House.Tests.Fixtures;
using Auth.Frob.House.Tests.Fixtures.Errors;
using Auth.Frob.House.Tests.Fixtures.Slots;
using Auth.Frob.House.Tests.Reading;

namespace Auth.Frob.House.Tests.Rules;

/// <summary>A judge that shares the defendant's code acquits it: a simulator signs and reads by its own means.</summary>
public sealed class SimulatorRules
{
    private static readonly string[] ClientNamespaces = ["Auth.Frob.Signing", "Auth.Frob.Replies", "Auth.Frob.Recipes", "Auth.Frob.Internal"];

    [Fact]
    public void Simulators_share_no_code_with_clients()
    {
        string[] providers = [.. Repository.ShippedProjects.Where(project => project.IsProvider).Select(project => project.AssemblyName)];
        Repository.ShippedProjects.Where(project => project.IsSimulator)
            .SelectMany(simulator => Shared(simulator.Assembly.GetTypes(), type => IsClients(type, providers)))
            .ShouldBeNone("a simulator, and what it uses of the test kit, must not reach the client's code: write the check again, from the service's page");
    }

    [Fact]
    public void Client_code_behind_another_type_is_found() =>
        Shared([typeof(Doorway)], type => type == typeof(Hidden)).Should().ContainSingle().Which.Should().Contain(nameof(Turning));

    private static bool IsClients(Type type, string[] providers) =>
        providers.Contains(type.Assembly.GetName().Name)
        || (type.Assembly == Repository.Core.Assembly && ClientNamespaces.Any(name => (type.Namespace + ".").StartsWith(name + ".", StringComparison.Ordinal)));

    // Follows the references through our own assemblies, but not into the core: its lower layers are the common words.
    private static IEnumerable<string> Shared(IEnumerable<Type> start, Func<Type, bool> isClients)
    {
        Queue<(Type Type, string Path)> open = new(start.Where(type => !type.IsNested).Select(type => (type, type.FullName!)));
        HashSet<Type> seen = [.. open.Select(item => item.Type)];
        while (open.TryDequeue(out (Type Type, string Path) at))
        {
            foreach (Type used in TypeReferences.Of(at.Type))
            {
                string path = $"{at.Path} → {used.FullName}";
                if (isClients(used)) yield return path;
                else if (IsFollowed(used) && seen.Add(used)) open.Enqueue((used, path));
            }
        }
    }

    private static bool IsFollowed(Type type) =>
        type.Assembly != Repository.Core.Assembly && type.Assembly.GetName().Name!.StartsWith("Auth.Frob", StringComparison.Ordinal);
}
