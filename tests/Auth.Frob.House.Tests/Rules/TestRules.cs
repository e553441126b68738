using System.Text.RegularExpressions;
using Auth.Frob.House.Tests.Reading;

namespace Auth.Frob.House.Tests.Rules;

/// <summary>A test runs, and claims something.</summary>
public sealed partial class TestRules
{
    [Fact]
    public void No_test_is_skipped_or_empty() =>
        Repository.TestCSharp.SelectMany(file => Skipped(file).Concat(Empty(file)))
            .ShouldBeNone("run the test, and let its body claim something: Should(), Assert, or a method whose name begins with Should, Assert or Expect");

    [Fact]
    public void The_rule_sees_tests() => Repository.TestCSharp.Sum(file => Tests(file.CSharp).Count()).Should().BeGreaterThan(50);

    [Theory]
    [InlineData("[Fact(Skip = \"later\")] public void A() => x.Should().Be(1);")]
    [InlineData("[Theory(Skip=Reason)]")]
    [InlineData("Assert.Skip(\"no network\");")]
    public void A_skipped_test_is_found(string code) => Skipped(Faults.Fixture(code)).Should().ContainSingle();

    [Theory]
    [InlineData("[Fact] public void A() { }")]
    [InlineData("[Fact]\npublic async Task A()\n{\n    // x.Should();\n    await RunAsync(\"Should()\");\n}\n[Fact] public void B() => x.Should().Be(1);")]
    [InlineData("[Theory]\n[InlineData(\"](\")]\npublic void A(int x = (1)) => Run(x);")]
    public void A_test_that_claims_nothing_is_found(string code) => Empty(Faults.Fixture(code)).Should().ContainSingle();

    [Theory]
    [InlineData("[Fact] public void A() => x.Should().Be(1);")]
    [InlineData("[Theory, InlineData(1)] public void A(int x) { Assert.Equal(1, x); }")]
    [InlineData("[Fact] public Task A() => ExpectAsync(x);")]
    [InlineData("[Fact] public void A() => faults.ShouldBeNone(\"\");")]
    public void A_test_that_claims_something_passes(string code) => Empty(Faults.Fixture(code)).Should().BeEmpty();

    private static IEnumerable<string> Skipped(SourceFile file) =>
        Skip().Matches(file.CSharp.Code).Select(match => file.At(file.CSharp.LineOf(match.Index), match.Value.Trim()));

    private static IEnumerable<string> Empty(SourceFile file) =>
        from test in Tests(file.CSharp)
        where !Claim().IsMatch(test.Body)
        select file.At(file.CSharp.LineOf(test.At), $"{test.Name} claims nothing");

    private static IEnumerable<(int At, string Name, string Body)> Tests(CSharpText source) =>
        TestAttribute().Matches(source.Code).Select(match => Test(source, match.Index));

    private static (int At, string Name, string Body) Test(CSharpText source, int at)
    {
        string code = source.Code;
        while (code[at] == '[') at = SkipBlanks(code, source.Closing(at) + 1);
        Match head = MethodHead().Match(code, at);
        if (!head.Success) return (at, "something that is no method", "");

        int body = source.Closing(head.Index + head.Length - 1) + 1;
        int brace = IndexOrEnd(code, '{', body), arrow = code.IndexOf("=>", body, StringComparison.Ordinal);
        int end = arrow >= 0 && arrow < brace ? EndOfExpression(source, arrow) : source.Closing(Math.Min(brace, code.Length - 1));
        return (at, head.Groups[1].Value, code[body..Math.Min(end + 1, code.Length)]);
    }

    private static int EndOfExpression(CSharpText source, int at)
    {
        for (; at < source.Code.Length && source.Code[at] != ';'; at++)
            if (source.Code[at] is '(' or '[' or '{') at = source.Closing(at);
        return at;
    }

    private static int SkipBlanks(string code, int at)
    {
        while (at < code.Length - 1 && char.IsWhiteSpace(code[at])) at++;
        return at;
    }

    private static int IndexOrEnd(string code, char c, int from) => code.IndexOf(c, from) is var found and >= 0 ? found : code.Length;

    [GeneratedRegex(@"\bSkip\s*=|\bAssert\s*\.\s*Skip\w*|\[\s*Skippable\w*")]
    private static partial Regex Skip();

    [GeneratedRegex(@"\[\s*(Fact|Theory)\b")]
    private static partial Regex TestAttribute();

    [GeneratedRegex(@"(\w+)\s*(<[^()]*>)?\s*\(")]
    private static partial Regex MethodHead();

    [GeneratedRegex(@"\.\s*Should\w*\s*(<[^()]*>)?\(|\b(Assert|Expect)\w*\s*[.(<]")]
    private static partial Regex Claim();
}
