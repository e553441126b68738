using System.Text.RegularExpressions;
using Auth.Frob.House.Tests.Reading;

namespace Auth.Frob.House.Tests.Rules;

/// <summary>What a README shows was compiled.</summary>
public sealed partial class SnippetRules
{
    [Fact]
    public void Readme_snippets_are_compiled() =>
        NotCompiled(Repository.Files.Where(IsReadme), Repository.CSharp.Where(IsSnippetFile))
            .ShouldBeNone("put the block between '// <snippet:NAME>' and '// </snippet:NAME>' in a file of a tests' folder Snippets/ or of samples/");

    [Theory]
    [InlineData("README.md", true)]
    [InlineData("src/Auth.Frob/README.md", true)]
    [InlineData("providers/Any/README.md", true)]
    [InlineData("providers/_template/README.md", false)]
    [InlineData("benchmarks/README.md", false)]
    public void The_pages_that_ship_are_read(string path, bool read) => IsReadme(Faults.Fixture("", path)).Should().Be(read);

    [Fact]
    public void A_block_that_nobody_compiled_is_found() =>
        NotCompiled([Readme("var x = 1;", "Load(  x,\n      2);")], [Snippet("// <snippet:a>\n  var x = 1;\n  // </snippet:a>")])
            .Should().ContainSingle().Which.Should().Contain("README.md(4)").And.Contain("Load(  x,");

    [Fact]
    public void A_block_that_differs_in_a_token_is_found() =>
        NotCompiled([Readme("Say(\"a b\");")], [Snippet("// <snippet:a>\nSay(\"ab\");\n// </snippet:a>")]).Should().ContainSingle();

    [Fact]
    public void A_block_that_is_compiled_passes_in_any_layout() =>
        NotCompiled(
                [Readme("var x =\n    Load(1);", "Say(x);"), Readme("// why\nvar y = 2;")],
                [
                    Snippet("// <snippet:a>\n    var x = Load( 1 );\n// </snippet:a>\n#region snippet:b\nSay(x);\n#endregion"),
                    Snippet("// <snippet:c>\n// why\nvar y = 2;\n// </snippet:c>"),
                ])
            .Should().BeEmpty();

    [Fact]
    public void A_snippet_that_never_ends_holds_nothing() =>
        NotCompiled([Readme("var x = 1;")], [Snippet("// <snippet:a>\nvar x = 1;\n// </snippet:b>")]).Should().ContainSingle();

    private static SourceFile Readme(params string[] blocks) =>
        Faults.Fixture(string.Join("\n", blocks.Select(block => $"```csharp\n{block}\n```")), "README.md");

    private static SourceFile Snippet(string text) => Faults.Fixture(text, "samples/Snippet.cs");

    private static bool IsReadme(SourceFile file) =>
        file.Path == "README.md"
        || (Path.GetFileName(file.Path) == "README.md" && (file.IsUnder("src") || file.IsUnder("providers"))
            && !file.Path.StartsWith("providers/_", StringComparison.Ordinal));

    private static bool IsSnippetFile(SourceFile file) => file.IsUnder("samples") || (Repository.IsTest(file) && file.Path.Contains("/Snippets/", StringComparison.Ordinal));

    private static IEnumerable<string> NotCompiled(IEnumerable<SourceFile> readmes, IEnumerable<SourceFile> compiled)
    {
        HashSet<string> snippets = [.. compiled.SelectMany(file => Region().Matches(file.Text)).Select(match => Tokens(match.Groups["code"].Value))];
        return from readme in readmes
               from Match block in Block().Matches(readme.Text)
               let code = block.Groups["code"]
               where !snippets.Contains(Tokens(code.Value))
               select readme.At(readme.Text.AsSpan(0, code.Index).Count('\n'), code.Value.Trim().Split('\n')[0]);
    }

    // Words are told apart by one blank, blanks beside a sign count for nothing; strings are kept as they are.
    private static string Tokens(string code) => string.Join(' ', Token().Matches(code).Select(match => match.Value.Trim()));

    [GeneratedRegex(@"^[ ]*```(csharp|cs|c#)[^\n]*\n(?<code>.*?)^[ ]*```", RegexOptions.Multiline | RegexOptions.Singleline | RegexOptions.IgnoreCase)]
    private static partial Regex Block();

    [GeneratedRegex(
        @"// <snippet:(?<name>[^>\n]+)>\s*\n(?<code>.*?)// </snippet:\k<name>>"
        + @"|#region\s+snippet[^\n]*\n(?<code>.*?)#endregion", RegexOptions.Singleline)]
    private static partial Regex Region();

    [GeneratedRegex(@"//[^\n]*|""(\\.|[^""\\\n])*""|\w+|\S")]
    private static partial Regex Token();
}
