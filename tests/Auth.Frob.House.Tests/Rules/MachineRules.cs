using System.Text.RegularExpressions;
using Auth.Frob.House.Tests.Reading;

namespace Auth.Frob.House.Tests.Rules;

/// <summary>The repository is at home anywhere.</summary>
public sealed partial class MachineRules
{
    [Fact]
    public void Nothing_speaks_of_this_machine() =>
        Repository.Files.SelectMany(Places).ShouldBeNone("write paths from the root of the repository, or ask the system for its folders");

    // Put together here, so that this file passes its own rule.
    [Theory]
    [InlineData("", "work", "x")]
    [InlineData("cd ", "root", ".config")]
    [InlineData("\"", "home", "alice")]
    [InlineData("(", "tmp", "store.json")]
    [InlineData("file://", "Users", "alice")]
    public void A_place_on_a_machine_is_found(string before, string folder, string after) =>
        Places(Faults.Fixture($"{before}/{folder}/{after}")).Should().ContainSingle();

    [Fact]
    public void A_folder_on_a_drive_is_found() => Places(Faults.Fixture("C:" + @"\Users\alice")).Should().ContainSingle();

    [Theory]
    [InlineData("https://example.org/home/page")]
    [InlineData("../work/item")]
    [InlineData("src/home/x")]
    [InlineData("/api/auth/")]
    [InlineData("MapGet(\"/home\")")]
    public void An_address_is_no_place(string text) => Places(Faults.Fixture(text)).Should().BeEmpty();

    private static IEnumerable<string> Places(SourceFile file) =>
        from line in file.Lines.Select((text, i) => (Text: text, Number: i + 1))
        from Match match in Place().Matches(line.Text)
        select file.At(line.Number, match.Value.Trim());

    [GeneratedRegex(@"(?<![a-zA-Z0-9_.~})\]-])/(work|root|home|tmp|Users)/[\w.]|[A-Za-z]:\\(Users|home|temp|tmp)\b", RegexOptions.IgnoreCase)]
    private static partial Regex Place();
}
