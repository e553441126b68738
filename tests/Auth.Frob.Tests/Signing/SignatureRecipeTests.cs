using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Auth.Frob.Signing;
using Auth.Frob.Slots;

namespace Auth.Frob.Tests.Signing;

public sealed class SignatureRecipeTests
{
    private static readonly SignatureRecipe Plain = new();
    private static readonly Secret Shared = new("shared");

    [Fact]
    public void Names_are_ordered_by_their_UTF8_bytes()
    {
        // In UTF-16 the surrogates of U+1F600 come before U+E000; in UTF-8 they come after.
        WireParameter[] parameters = [new("\U0001F600", "d"), new("\uFFFD", "e"), new("\uE000", "c"), new("\uD7FF", "b"), new("a", "a")];
        Explained(parameters).Should().Be("aa\uD7FFb\uE000c\uFFFDe\U0001F600d<secret>");
        Plain.Sign(parameters, null, Shared).Should().Be(Md5("aa\uD7FFb\uE000c\uFFFDe\U0001F600dshared"));
    }

    [Fact]
    public void Equal_names_are_ordered_by_value_and_a_prefix_comes_first() =>
        Explained([new("b", "2"), new("ba", "0"), new("b", "1"), new("B", "3")]).Should().Be("B3b1b2ba0<secret>");

    [Theory]
    [InlineData("tr-TR")]
    [InlineData("da-DK")]
    [InlineData("")]
    public void No_culture_changes_a_signature(string culture)
    {
        var before = (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture);
        CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(culture);
        try
        {
            WireParameter[] parameters = [new("aa", "1"), new("I", "2"), new("i", "3"), new("z", "4"), new("ı", "5"), new("track[10]", "6"), new("track[1]", "7")];
            Explained(parameters).Should().Be("I2aa1i3track[10]6track[1]7z4ı5<secret>");
            Vectors.Family.Values.Select(static s => s.Value).First().Should().Be("a269b218feb341ef03bc093a0f2c8078");
        }
        finally
        {
            (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture) = before;
        }
    }

    [Theory]
    [InlineData(4, 10)]
    [InlineData(32, 4)]
    [InlineData(20, 200)]
    public void Signing_into_a_span_allocates_nothing(int count, int length)
    {
        var parameters = Many(count, length);
        Span<char> hex = stackalloc char[SignatureRecipe.Length];
        for (var i = 0; i < 3; i++)
            Plain.Sign(parameters, null, Shared, hex);
        var before = GC.GetAllocatedBytesForCurrentThread();
        Plain.Sign(parameters, null, Shared, hex);
        (GC.GetAllocatedBytesForCurrentThread() - before).Should().Be(0);
    }

    [Theory]
    [InlineData(1, 5000)]
    [InlineData(33, 3)]
    [InlineData(64, 3)]
    [InlineData(65, 3)]
    [InlineData(300, 40)]
    public void Long_values_and_many_parameters_are_signed_alike(int count, int length)
    {
        var parameters = Many(count, length);
        var text = string.Concat(parameters.OrderBy(static p => p.Name, StringComparer.Ordinal).Select(static p => p.Name + p.Value));
        Plain.Sign(parameters, null, Shared).Should().Be(Md5(text + "shared"));
    }

    [Fact]
    public void A_span_that_is_too_short_is_refused()
    {
        var signing = () => Plain.Sign([new WireParameter("a", "1")], null, Shared, new char[31]);
        signing.Should().Throw<ArgumentException>();
    }

    [Fact]
    public void A_method_is_signed_where_the_recipe_says_and_never_in_a_link()
    {
        WireParameter[] parameters = [new("a", "1")];
        Plain.Sign(parameters, "m", Shared).Should().Be(Md5("a1shared"));
        (Plain with { EndsWithMethod = true }).Sign(parameters, "m", Shared).Should().Be(Md5("a1mshared"));
        (Plain with { EndsWithMethod = true }).Sign(parameters, null, Shared).Should().Be(Md5("a1shared"));
        (Plain with { EndsWithMethod = true, Secret = SecretPlace.BothEnds }).Sign(parameters, "m", Shared).Should().Be(Md5("shareda1mshared"));
    }

    [Fact]
    public void Headers_the_signature_and_what_is_left_out_take_no_part()
    {
        WireParameter[] parameters =
        [
            new("a", "1"), new("format", "json"), new("api_sig", "x"), new("Authorization", "y", true, WirePlace.Header), new("q", "2", false, WirePlace.Query),
        ];
        (Plain with { LeftOut = ["format"] }).Sign(parameters, null, Shared).Should().Be(Md5("a1q2shared"));
    }

    [Fact]
    public void Signing_a_draft_adds_the_signature_in_its_place()
    {
        var draft = new SigningDraft { Address = "https://x.example/", ApiMethod = "m", SignaturePlace = WirePlace.Query };
        for (var i = 0; i < 9; i++)
            draft.Add(new WireParameter("p" + i, "v"));
        Plain.Sign(draft, new AppKey("key", Shared));
        var signature = draft.Parameters[^1];
        signature.Should().Be(new WireParameter("api_sig", Plain.Sign(draft.Parameters, null, Shared), true, WirePlace.Query));
        Plain.Sign(draft, new AppKey("key", Shared), new Secret("second"));
        draft.Parameters[^1].Value.Should().Be(Plain.Sign(draft.Parameters[..9], null, new Secret("second")));
    }

    [Fact]
    public void Explaining_shows_names_lengths_and_order_and_no_value()
    {
        var draft = new SigningDraft { Address = "https://x.example/", ApiMethod = "m.x" };
        draft.Add(new WireParameter("token", "canary", true));
        draft.Add(new WireParameter("api_key", "canary2"));
        (Plain with { EndsWithMethod = true }).Explain(draft).Should().Be("api_key<7>token<6>m.x<secret>");
        Plain.Sign(draft, new AppKey("key", new Secret("canary3")));
        (Plain with { Secret = SecretPlace.BothEnds, Glue = "=" }).Explain(draft).Should().Be("<secret>api_key=<7>token=<6><secret>");
    }

    private static string Explained(WireParameter[] parameters) => Plain.Explain(parameters, null, static p => p.Value);

    private static WireParameter[] Many(int count, int length) =>
    [
        .. Enumerable.Range(0, count).Select(i =>
            new WireParameter(string.Create(CultureInfo.InvariantCulture, $"n{i * 7919 % 1000}"), new string((char)('a' + (i % 26)), length))),
    ];

    private static string Md5(string text) => Convert.ToHexStringLower(MD5.HashData(Encoding.UTF8.GetBytes(text)));
}
