using System.Text.RegularExpressions;
using Auth.Frob.House.Tests.Reading;

namespace Auth.Frob.House.Tests.Rules;

public sealed partial class NameRules
{
    /// <summary>Interfaces that may stand: two implementations ship or are planned. Full name and why.</summary>
    private static readonly Dictionary<string, string> Interfaces = new()
    {
        ["Auth.Frob.IFrobBuilder"] = "FrobBuilder, and the registration of a container",
        ["Auth.Frob.Extensions.Grants.IGrantStore"] = "in memory here; a protected file and PostgreSQL in packages of their own",
        ["Auth.Frob.Extensions.Grants.IUsedFlows"] = "in memory here; PostgreSQL in a package of its own",
    };

    [Fact]
    public void Names_avoid_the_banned_words() =>
        Members.ShippedTypes().SelectMany(type => Banned(type.FullName!)).ShouldBeNone("say what the type is, in the words of the field");

    [Fact]
    public void Interfaces_are_listed_with_their_reason() =>
        Unlisted(Members.ShippedTypes()).ShouldBeNone("an I prefix needs two implementations: list it in this file with the reason, or do without");

    [Theory]
    [InlineData("Auth.Frob.SlotManager", true)]
    [InlineData("Auth.Frob.HelperMethods", true)]
    [InlineData("Auth.Frob.StringUtils", true)]
    [InlineData("Auth.Frob.UserInfo`1", true)]
    [InlineData("Auth.Frob.RecipeBase", true)]
    [InlineData("Auth.Frob.Outer+ErrorHelpers", true)]
    [InlineData("Auth.Frob.Helpers.Slot", true)]
    [InlineData("Auth.Frob.Signing.BaseString", false)]
    [InlineData("Auth.Frob.Signing.Base64Url", false)]
    [InlineData("Auth.Frob.Information", false)]
    [InlineData("Auth.Frob.Database", false)]
    public void A_banned_word_is_found(string name, bool banned) => Banned(name).Any().Should().Be(banned);

    [Fact]
    public void An_unlisted_interface_is_found() => Unlisted([typeof(IAsyncDisposable), typeof(NameRules)]).Should().ContainSingle();

    private static IEnumerable<string> Banned(string name) =>
        BannedWord().Matches(name).Select(match => $"{name} says '{match.Value}'");

    private static IEnumerable<string> Unlisted(IEnumerable<Type> types) =>
        types.Where(type => type.IsInterface && InterfaceName().IsMatch(type.Name) && !Interfaces.ContainsKey(type.FullName!)).Select(type => type.FullName!);

    // "Base string" is OAuth's word for what is signed, so "Base" before "String" stands.
    [GeneratedRegex("(Manager|Helper|Util|Info|Base(?!String))s?(?![a-z0-9])")]
    private static partial Regex BannedWord();

    [GeneratedRegex("^I[A-Z]")]
    private static partial Regex InterfaceName();
}
