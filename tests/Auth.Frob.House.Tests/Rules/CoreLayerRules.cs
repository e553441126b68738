using System.Text.RegularExpressions;
using Auth.Frob.House.Tests.Fixtures.Errors;
using Auth.Frob.House.Tests.Fixtures.Slots;
using Auth.Frob.House.Tests.Reading;

namespace Auth.Frob.House.Tests.Rules;

/// <summary>Which folder of the core may use which. Folders are namespaces.</summary>
public sealed partial class CoreLayerRules
{
    private const string CoreNamespace = "Auth.Frob";

    /// <summary>From the top down: a folder uses itself and every row below its own. Neighbours in a row do not see each other.</summary>
    private static readonly string[][] Rows =
    [
        [""],                         // FrobClient, FrobBuilder: the root namespace
        ["Internal"],
        ["Outcomes", "Recipes"],
        ["Signing", "Replies"],
        ["Errors"],
        ["Slots"],
    ];

    [Fact]
    public void Layers_depend_downwards_only() =>
        TypeArrows(Repository.Core.Assembly.WrittenTypes(), CoreNamespace)
            .ShouldBeNone("turn the arrow: move the type down, or hand the lower layer what it needs");

    [Fact]
    public void Layers_depend_downwards_only__using_directives() =>
        CoreFiles().SelectMany(file => UsingArrows(file, FolderOf(file))).ShouldBeNone("a folder may open only the namespaces below it");

    [Fact]
    public void Folders_of_the_core_are_namespaces() =>
        CoreFiles().SelectMany(WrongNamespace).ShouldBeNone("give the file the namespace of its folder");

    [Fact]
    public void Every_folder_of_the_core_has_its_row() =>
        CoreFiles().Select(FolderOf).Where(folder => RowOf(folder) < 0).ShouldBeNone("a new folder of the core needs a row in the table of this file");

    [Theory]
    [InlineData("Slots", "Errors", false)]
    [InlineData("Errors", "Slots", true)]
    [InlineData("Signing", "Replies", false)]
    [InlineData("Replies", "Signing", false)]
    [InlineData("Replies", "Errors", true)]
    [InlineData("Recipes", "Internal", false)]
    [InlineData("Internal", "Outcomes", true)]
    [InlineData("", "Internal", true)]
    [InlineData("Slots", "", false)]
    [InlineData("Unheard", "Slots", false)]
    [InlineData("Slots", "Slots", true)]
    public void An_arrow_that_turns_back_is_found(string from, string to, bool allowed) => MayUse(from, to).Should().Be(allowed);

    [Fact]
    public void An_arrow_inside_an_asynchronous_body_is_found() =>
        TypeArrows([typeof(Turning)], typeof(Turning).Namespace!.Replace(".Slots", "", StringComparison.Ordinal))
            .Should().ContainSingle().Which.Should().Contain(nameof(Hidden));

    [Fact]
    public void A_using_directive_that_turns_back_is_found() =>
        UsingArrows(Faults.Fixture("using System;\nusing Auth.Frob.Signing;\nusing static Auth.Frob.Errors.X;\n"), "Slots").Should().HaveCount(2);

    [Fact]
    public void A_namespace_beside_its_folder_is_found() =>
        WrongNamespace(Faults.Fixture("namespace Auth.Frob.Errors;", "src/Auth.Frob/Slots/X.cs")).Should().ContainSingle();

    private static IEnumerable<SourceFile> CoreFiles() => Repository.ShippedCSharp.Where(file => file.IsUnder("src/Auth.Frob"));

    private static string FolderOf(SourceFile file) => file.Path.Split('/') is [_, _, var folder, _, ..] ? folder : "";

    private static int RowOf(string folder) => Array.FindIndex(Rows, row => row.Contains(folder));

    private static bool MayUse(string from, string to) => from == to || (RowOf(from) >= 0 && RowOf(from) < RowOf(to));

    private static IEnumerable<string> TypeArrows(IEnumerable<Type> types, string root) =>
        from type in types
        where !type.IsNested
        from used in TypeReferences.Of(type)
        where used.Assembly == type.Assembly && InRoot(used, root)
        where !MayUse(LayerOf(type, root), LayerOf(used, root))
        select $"{type.FullName} uses {used.FullName}";

    private static bool InRoot(Type type, string root) => (type.Namespace + ".").StartsWith(root + ".", StringComparison.Ordinal);

    private static string LayerOf(Type type, string root) => type.Namespace!.Length == root.Length ? "" : type.Namespace[(root.Length + 1)..].Split('.')[0];

    private static IEnumerable<string> UsingArrows(SourceFile file, string folder) =>
        from Match match in UsingDirective().Matches(file.CSharp.Code)
        where !MayUse(folder, match.Groups["layer"].Value)
        select file.At(file.CSharp.LineOf(match.Index), match.Value.Trim());

    private static IEnumerable<string> WrongNamespace(SourceFile file)
    {
        string expected = string.Join('.', file.Path.Split('/')[1..^1]);
        Match found = NamespaceDeclaration().Match(file.CSharp.Code);
        if (found.Success && found.Groups[1].Value != expected) yield return file.At(1, $"is in {found.Groups[1].Value}, expected {expected}");
    }

    [GeneratedRegex(@"^\s*(global\s+)?using\s+(static\s+)?(\w+\s*=\s*)?Auth\.Frob(\.(?<layer>\w+))?[\w.<>]*\s*;", RegexOptions.Multiline)]
    private static partial Regex UsingDirective();

    [GeneratedRegex(@"^\s*namespace\s+([\w.]+)", RegexOptions.Multiline)]
    private static partial Regex NamespaceDeclaration();
}
