using System.Xml.Linq;
using Auth.Frob.House.Tests.Reading;

namespace Auth.Frob.House.Tests.Rules;

/// <summary>Which project may reference which.</summary>
public sealed class ProjectDirectionRules
{
    private const string Core = "Auth.Frob";
    private const string Testing = "Auth.Frob.Testing";
    private const string Anything = "*";

    private static readonly Dictionary<string, string[]> MayReference = new()
    {
        [Core] = [],
        ["Auth.Frob.Extensions"] = [Core],
        ["Auth.Frob.Desktop"] = [Core, "Auth.Frob.Extensions"],
        [Testing] = [Core],
        ["Auth.Frob.AspNetCore"] = ["Auth.Frob.Extensions"],
        ["Auth.Frob.PostgreSql"] = ["Auth.Frob.Extensions"],
        ["Auth.Frob.Cli"] = [Anything],
    };

    [Fact]
    public void Layers_depend_downwards_only__projects() =>
        Repository.ShippedProjects.Where(project => project.Path.StartsWith("src/", StringComparison.Ordinal))
            .SelectMany(project => Turned(project.Name, project.ProjectReferences))
            .ShouldBeNone("reference only what the table in this file allows, or give a new package its row");

    [Fact]
    public void Providers_reference_the_core_alone_and_simulators_the_test_kit_alone()
    {
        XDocument shared = XDocument.Parse(Repository.Files.Single(file => file.Path == "providers/Directory.Build.props").Text);

        GroupReferences(shared, "'$(IsSimulator)' == 'true'").Should().Equal(Testing);
        GroupReferences(shared, "'$(IsSimulator)' != 'true'").Should().Equal(Core);
        Project.ReferencesIn(shared).Should().HaveCount(2);
        Repository.ShippedProjects.Where(project => project.IsProvider || project.IsSimulator)
            .SelectMany(project => project.ProjectReferences.Select(name => $"{project.Path} references {name}"))
            .ShouldBeNone("take the reference out: providers/Directory.Build.props gives a provider all that it may see");
    }

    [Fact]
    public void Shared_build_files_add_no_project_references() =>
        Repository.Files.Where(file => file.Path.EndsWith(".props", StringComparison.Ordinal) || file.Path.EndsWith(".targets", StringComparison.Ordinal))
            .Where(file => file.Path != "providers/Directory.Build.props")
            .SelectMany(file => Project.ReferencesIn(XDocument.Parse(file.Text)).Select(name => $"{file.Path} references {name}"))
            .ShouldBeNone("reference a project from the project that needs it, where the direction can be seen");

    [Fact]
    public void Built_assemblies_use_nothing_beyond_their_direction() =>
        Repository.ShippedProjects.SelectMany(BeyondDirection).ShouldBeNone("use only what the project's direction reaches");

    [Fact]
    public void Core_references_nothing()
    {
        Repository.Core.AllReferences.ShouldBeNone("the core is the BCL alone: packages and frameworks belong to the packages above it");
        string framework = Path.GetDirectoryName(typeof(object).Assembly.Location)!;
        Repository.Core.Assembly.GetReferencedAssemblies().Select(name => name.Name!)
            .Where(name => !File.Exists(Path.Combine(framework, name + ".dll")))
            .ShouldBeNone("the core may use only assemblies of the base class library");
    }

    [Theory]
    [InlineData("Auth.Frob", "Auth.Frob.Extensions")]
    [InlineData("Auth.Frob.Testing", "Auth.Frob.Desktop")]
    [InlineData("Auth.Frob.AspNetCore", "Auth.Frob.PostgreSql")]
    [InlineData("Auth.Frob.Extensions", "*")]
    [InlineData("Auth.Frob.Unheard", "Auth.Frob")]
    public void A_reference_that_turns_back_is_found(string project, string reference) => Turned(project, [reference]).Should().ContainSingle();

    [Fact]
    public void A_package_in_the_core_is_found() =>
        new Project("x.csproj", XDocument.Parse("<Project><ItemGroup><PackageReference Include=\"P\" /></ItemGroup></Project>"))
            .AllReferences.Should().Equal("PackageReference P");

    private static IEnumerable<string> Turned(string project, IEnumerable<string> references) =>
        references.Where(name => !MayReference.TryGetValue(project, out string[]? may) || !may.Contains(Anything) && !may.Contains(name))
            .Select(name => $"{project} references {name}");

    private static string[] GroupReferences(XDocument file, string condition) =>
        [.. file.Descendants("ItemGroup").Where(group => group.Attribute("Condition")?.Value == condition).SelectMany(Project.ReferencesIn)];

    private static IEnumerable<string> BeyondDirection(Project project)
    {
        HashSet<string> reachable = Reachable(project.IsSimulator ? [Testing] : project.IsProvider ? [Core] : MayReference.GetValueOrDefault(project.Name, []));
        HashSet<string> ours = [.. Repository.ShippedProjects.Select(other => other.AssemblyName)];
        return project.Assembly.GetReferencedAssemblies().Select(name => name.Name!)
            .Where(name => ours.Contains(name) && !reachable.Contains(name) && !reachable.Contains(Anything))
            .Select(name => $"{project.AssemblyName} uses types of {name}");
    }

    private static HashSet<string> Reachable(string[] direct) =>
        [.. direct, .. direct.SelectMany(name => Reachable(MayReference.GetValueOrDefault(name, [])))];
}
