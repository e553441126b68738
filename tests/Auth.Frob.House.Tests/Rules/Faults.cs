using Auth.Frob.House.Tests.Reading;

namespace Auth.Frob.House.Tests.Rules;

/// <summary>How every rule of the house reports: each fault in a line of its own, and what to do about it.</summary>
internal static class Faults
{
    public static void ShouldBeNone(this IEnumerable<string> faults, string remedy)
    {
        string found = string.Join("\n", faults.Distinct());
        found.Should().BeEmpty("the rule says: {0}", remedy);
    }

    public static SourceFile Fixture(string text, string path = "src/Fixture.cs") => new(path, text);
}
