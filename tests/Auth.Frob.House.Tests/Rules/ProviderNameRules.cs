using System.Text.RegularExpressions;
using Auth.Frob.House.Tests.Reading;

namespace Auth.Frob.House.Tests.Rules;

public sealed class ProviderNameRules
{
    private const string CompositionRoot = "src/Auth.Frob.Cli/Services.cs";

    [Fact]
    public void No_provider_is_named_in_src() =>
        Named(Repository.Files.Where(file => file.IsUnder("src")), Repository.Providers)
            .ShouldBeNone($"move what is the provider's own to its folder under providers/; only {CompositionRoot} may name one");

    [Fact]
    public void Every_provider_is_known_by_its_folder() => Repository.Providers.Should().NotBeEmpty();

    [Theory]
    [InlineData("// as CamelCase does")]
    [InlineData("var s = \"camelcase\";")]
    [InlineData("/* CAMEL_CASE_API_KEY */")]
    [InlineData("see camel.case/api")]
    [InlineData("Camel-Case")]
    public void A_provider_name_in_a_comment_or_a_string_is_found(string text) =>
        Named([Faults.Fixture(text)], ["CamelCase"]).Should().ContainSingle();

    [Fact]
    public void A_provider_name_in_a_path_is_found() =>
        Named([Faults.Fixture("", "src/Auth.Frob/CamelCaseThings.cs")], ["CamelCase"]).Should().ContainSingle();

    [Fact]
    public void The_composition_root_may_name_providers() =>
        Named([Faults.Fixture("new CamelCase()", CompositionRoot)], ["CamelCase"]).Should().BeEmpty();

    private static IEnumerable<string> Named(IEnumerable<SourceFile> files, IReadOnlyCollection<string> providers)
    {
        Regex names = new(string.Join('|', providers.Select(Spellings)), RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);
        foreach (SourceFile file in files.Where(file => file.Path != CompositionRoot))
        {
            if (names.Match(file.Path) is { Success: true } inPath) yield return file.At(0, $"the path names '{inPath.Value}'");
            for (int i = 0; i < file.Lines.Length; i++)
                foreach (Match match in names.Matches(file.Lines[i])) yield return file.At(i + 1, $"names '{match.Value}'");
        }
    }

    // "CamelCase" is also written "camel case", "camel.case", "camel-case" and "CAMEL_CASE".
    private static string Spellings(string provider) =>
        string.Join(@"[\s._-]?", Regex.Matches(provider, "[A-Z]?[^A-Z]+|[A-Z]+").Select(part => Regex.Escape(part.Value)));
}
