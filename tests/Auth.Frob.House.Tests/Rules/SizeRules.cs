using System.Reflection;
using Auth.Frob.House.Tests.Reading;

namespace Auth.Frob.House.Tests.Rules;

/// <summary>What fits into one head.</summary>
public sealed class SizeRules
{
    private const int LinesOfAFile = 250, LinesOfAMethod = 40, ParametersOfAMethod = 6, ColumnsOfALine = 160;
    private const int PublicTypesOfTheCore = 70, CodeLinesOfAProvider = 250, CodeLinesOfTheCore = 2800;

    [Fact]
    public void No_file_is_longer_than_250_lines() => LongFiles(Repository.CSharp, LinesOfAFile).ShouldBeNone("split the file by concept");

    [Fact]
    public void No_line_is_longer_than_160_columns() => LongLines(Repository.ShippedCSharp, ColumnsOfALine).ShouldBeNone("break the line");

    [Fact]
    public void No_method_is_longer_than_40_lines() =>
        Repository.ShippedProjects.SelectMany(project => LongMethods(project.Assembly, Repository.ShippedCSharp, LinesOfAMethod))
            .ShouldBeNone("give a part of the method a name of its own");

    [Fact]
    public void No_method_takes_more_than_6_parameters() =>
        Members.ShippedTypes().SelectMany(type => WideMethods(type, ParametersOfAMethod)).ShouldBeNone("put what belongs together into a record");

    [Fact]
    public void The_core_has_at_most_70_public_types() =>
        Repository.Core.Assembly.GetExportedTypes().Length.Should()
            .BeLessThanOrEqualTo(PublicTypesOfTheCore, "a wide engine stands behind a narrow face: make types internal");

    [Fact]
    public void The_core_has_at_most_2800_lines_of_code() =>
        CodeLines(Repository.ShippedCSharp, "src/Auth.Frob").Should().BeLessThanOrEqualTo(CodeLinesOfTheCore, "the core must stay readable in an afternoon");

    [Fact]
    public void A_provider_has_at_most_250_lines_of_code() =>
        Repository.Providers.Select(name => (Name: name, Lines: CodeLines(Repository.ShippedCSharp, "providers/" + name)))
            .Where(provider => provider.Lines > CodeLinesOfAProvider)
            .Select(provider => $"{provider.Name} has {provider.Lines} lines")
            .ShouldBeNone("a provider is a recipe: what three of them need may become data in the core");

    [Fact]
    public void A_long_file_is_found() =>
        LongFiles([Faults.Fixture("1\n2\n3\n"), Faults.Fixture("1\n2\n")], 2).Should().ContainSingle().Which.Should().Contain("3 lines");

    [Fact]
    public void A_long_line_is_found() => LongLines([Faults.Fixture("1234\n12345\n")], 4).Should().ContainSingle().Which.Should().Contain("(2)");

    [Fact]
    public void A_long_method_is_found() =>
        LongMethods(typeof(SizeRules).Assembly, Repository.TestCSharp, 4).Should().Contain(fault => fault.Contains(nameof(FiveLines)));

    [Fact]
    public void A_short_method_is_not_found() =>
        LongMethods(typeof(SizeRules).Assembly, Repository.TestCSharp, 5).Should().NotContain(fault => fault.Contains(nameof(FiveLines)));

    [Fact]
    public void A_wide_method_is_found() => WideMethods(typeof(SizeRules), 2).Should().Contain(fault => fault.Contains(nameof(ThreeParameters)));

    [Fact]
    public void Blank_lines_and_comments_are_not_code()
    {
        SourceFile file = Faults.Fixture("/* a\n b */\n\n// c\nint x; // d\nstring y = \"\"\"\n  // text\n  \"\"\";\n");
        CodeLines([file], "src").Should().Be(4);
    }

    private static IEnumerable<string> LongFiles(IEnumerable<SourceFile> files, int limit) =>
        files.Where(file => file.Lines.Length > limit).Select(file => file.At(1, $"has {file.Lines.Length} lines"));

    private static IEnumerable<string> LongLines(IEnumerable<SourceFile> files, int limit) =>
        from file in files
        from line in file.Lines.Select((text, i) => (Text: text, Number: i + 1))
        where line.Text.Length > limit
        select file.At(line.Number, $"has {line.Text.Length} columns");

    private static IEnumerable<string> LongMethods(Assembly assembly, IReadOnlyCollection<SourceFile> files, int limit) =>
        MethodLength.In(assembly, files).Where(method => method.Lines > limit).Select(method => method.ToString());

    // Contracts laid down elsewhere and native functions are as wide as they are.
    private static IEnumerable<string> WideMethods(Type type, int limit) =>
        type.WrittenMethods().Where(method => !method.IsOverride() && !method.FulfilsForeignContract())
            .Where(method => !method.Attributes.HasFlag(MethodAttributes.PinvokeImpl))
            .Concat<MethodBase>(type.GetConstructors(Members.Declared).Where(constructor => !Members.IsMade(constructor)))
            .Where(_ => !typeof(Delegate).IsAssignableFrom(type))
            .Where(method => method.GetParameters().Length > limit)
            .Select(method => $"{type.FullName}.{method.Name} takes {method.GetParameters().Length} parameters");

    private static int CodeLines(IEnumerable<SourceFile> files, string folder) =>
        files.Where(file => file.IsUnder(folder) && !file.Path.Contains("/Simulator/", StringComparison.Ordinal)).Sum(file => file.CSharp.CodeLines);

    private static int FiveLines(int number)
    {
        int twice = number * 2;
        if (twice > 8) twice--;
        return twice;
    }

    private static int ThreeParameters(int a, int b, int c) => FiveLines(a) + b + c;
}
