using System.Text.RegularExpressions;
using Auth.Frob.House.Tests.Reading;

namespace Auth.Frob.House.Tests.Rules;

/// <summary>Comments say why; they fence nothing off and keep no old code.</summary>
public sealed partial class CommentRules
{
    [Fact]
    public void No_regions_no_commented_out_code() =>
        Repository.CSharp.SelectMany(file => Regions(file).Concat(OldCode(file)).Concat(Banners(file)))
            .ShouldBeNone("take it out: the history keeps old code, a type of its own replaces a region; a comment of prose does not end in ';' or '{'");

    [Theory]
    [InlineData("// var x = Load();")]
    [InlineData("// return x;")]
    [InlineData("// if (x is null) throw new InvalidOperationException();")]
    [InlineData("// foreach (var x in y)")]
    [InlineData("/* Load(x);\n   x = 2; */")]
    [InlineData("// public void Load() {")]
    [InlineData("// }")]
    [InlineData("#if false")]
    [InlineData("int y; // x++;")]
    public void Commented_out_code_is_found(string text) => OldCode(Faults.Fixture(text)).Should().NotBeEmpty();

    [Theory]
    [InlineData("// The service echoes nothing;\n// only the cookie binds it.")]
    [InlineData("// RFC 5849 §3.4.1.3.2: sorted by bytes (see the page)")]
    [InlineData("// <snippet:first>")]
    [InlineData("/// <code>var x = Load();</code>")]
    [InlineData("var s = \"// x = 2;\";")]
    [InlineData("var s = $\"{(x ? \"// y = 1;\" : \"'\")}\"; // why")]
    [InlineData("var s = \"\"\"\n  // x = 2;\n  \"\"\";")]
    [InlineData("var s = $$\"\"\"\n  { // x = 2; {{ \"}\" }}\n  \"\"\";")]
    [InlineData("var s = @\"\"\"// x = 2;\"; var c = '\"'; // why")]
    public void Prose_and_strings_are_no_code(string text) => OldCode(Faults.Fixture(text)).Should().BeEmpty();

    [Fact]
    public void A_region_is_found_unless_it_is_a_snippet_of_the_docs()
    {
        Regions(Faults.Fixture("#region Fields\n#endregion")).Should().ContainSingle();
        Regions(Faults.Fixture("#region snippet:first\n#endregion", "src/X.cs")).Should().ContainSingle();
        Regions(Faults.Fixture("#region snippet:first\n#endregion", "tests/X.cs")).Should().BeEmpty();
    }

    [Fact]
    public void A_banner_is_found() => Banners(Faults.Fixture("// ------------\n// Fields ======\n// a-b\n")).Should().HaveCount(2);

    private static IEnumerable<string> Regions(SourceFile file) =>
        file.CSharp.Directives.Where(line => Region().IsMatch(line.Text))
            .Where(line => file.IsUnder("src") || file.IsUnder("providers") || !line.Text.Contains("snippet", StringComparison.Ordinal))
            .Select(line => file.At(line.Number, line.Text));

    private static IEnumerable<string> OldCode(SourceFile file) =>
        file.CSharp.Comments.Where(line => LooksLikeCode(line.Text))
            .Concat(file.CSharp.Directives.Where(line => DeadBranch().IsMatch(line.Text)))
            .Select(line => file.At(line.Number, line.Text));

    private static bool LooksLikeCode(string comment)
    {
        string text = comment.Replace("*/", "", StringComparison.Ordinal).Trim('/', '*', ' ');
        return text is "{" or "}" or "};" || Statement().IsMatch(text) || BlockHead().IsMatch(text);
    }

    private static IEnumerable<string> Banners(SourceFile file) =>
        file.CSharp.Comments.Where(line => Banner().IsMatch(line.Text.Trim('/', ' '))).Select(line => file.At(line.Number, line.Text));

    [GeneratedRegex(@"^#\s*region\b")]
    private static partial Regex Region();

    [GeneratedRegex(@"^#\s*if\s+(false|0)\b")]
    private static partial Regex DeadBranch();

    [GeneratedRegex(@"^(return|break|continue|throw|using|var|await|yield)\b.*;$|(=|\+\+|--|[\w>]\(.*\)).*;$")]
    private static partial Regex Statement();

    [GeneratedRegex(@"^(if|for|foreach|while|switch|lock|using|catch)\s*\(.*\)\s*\{?$|^(public|private|internal|protected)\s.*[{;)]$|^else\s*\{?$")]
    private static partial Regex BlockHead();

    [GeneratedRegex(@"([-=*#~_])\1{4,}|^\*{3,}")]
    private static partial Regex Banner();
}
