using Auth.Frob.Slots;

namespace Auth.Frob.Tests.Signing;

public sealed class SignatureVectorsTests
{
    // Made by a client that sorts names by culture; sent once and refused by the service as wrong.
    private const string SortedByCulture = "151c1aa6593e204ff54acb2aa504c890";

    public static TheoryData<int> LastFm => [.. Enumerable.Range(0, Vectors.Read("lastfm.json").Count)];

    public static TheoryData<int> Implementations => [.. Enumerable.Range(0, Vectors.Read("implementations.json").Count)];

    public static TheoryData<string> Family => [.. Vectors.Family.Keys];

    [Theory]
    [MemberData(nameof(LastFm))]
    public void Published_and_computed_signatures_come_out_and_the_wrong_ones_do_not(int index)
    {
        var vector = Vectors.Read("lastfm.json")[index];
        var value = Vectors.LastFm.Sign(vector.Parameters("parameters"), null, new Secret(vector.Text("secret")));
        (value == vector.Text("api_sig")).Should().Be(!vector.TryGetProperty("mustNotBeProduced", out _), vector.Text("source"));
    }

    [Theory]
    [MemberData(nameof(Implementations))]
    public void Independent_implementations_agree_with_ours(int index)
    {
        var vector = Vectors.Read("implementations.json")[index];
        var recipe = vector.Text("provider") switch
        {
            "lastfm" => Vectors.LastFm,
            "ipernity" => Vectors.Ipernity,
            "flickr" or "rtm" => Vectors.SecretFirst,
            var other => throw new InvalidOperationException(other),
        };
        var parameters = vector.Parameters("signed_parameters");
        recipe.Sign(parameters, vector.Text("method"), new Secret(vector.Text("secret"))).Should().Be(vector.Text("api_sig"));
        recipe.Explain(parameters, vector.Text("method"), static p => p.Value)
            .Replace("<secret>", vector.Text("secret"), StringComparison.Ordinal).Should().Be(vector.Text("base_string"));
    }

    [Theory]
    [MemberData(nameof(Family))]
    public void The_family_is_one_recipe_with_other_settings(string id)
    {
        var vector = Vectors.Read("frob-family.json").Single(v => v.Text("id") == id);
        var signed = Vectors.Family[id];
        if (id == "ip-10x")
        {
            // The wrong way, encoded before it is hashed, must not come out of the raw values.
            signed.Value.Should().NotBe(vector.Text("md5"));
            return;
        }
        signed.Value.Should().Be(vector.Text("md5"));
        signed.Recipe.Explain(signed.Parameters, signed.Method, static p => p.Value)
            .Replace("<secret>", signed.Secret, StringComparison.Ordinal).Should().Be(vector.Text("base"));
        if (!vector.TryGetProperty("published", out var published))
            return;
        // Some pages print the digest in capitals; the services take either.
        string.Equals(signed.Value, published.GetString(), StringComparison.OrdinalIgnoreCase)
            .Should().Be(!vector.Text("status").Contains("NOT", StringComparison.Ordinal));
    }

    [Fact]
    public void A_signature_sorted_by_culture_does_not_come_out()
    {
        var vector = Vectors.Read("implementations.json").Single(v => v.Text("method") == "x.test");
        Vectors.LastFm.Sign(vector.Parameters("signed_parameters"), null, new Secret(vector.Text("secret"))).Should().NotBe(SortedByCulture);
    }

    [Fact]
    public void What_is_sent_in_capitals_differs_in_its_letters_alone()
    {
        // Taobao takes capitals; a hex digit's case carries nothing, so such a recipe raises it in a signer of its own.
        Vectors.Family["tb-1"].Value.Should().Be(Vectors.Family["tb-1"].Value.ToLowerInvariant());
        Vectors.Family["amb-1"].Value.Should().Be(Vectors.Family["amb-2"].Value, "without delimiters two requests may share a signature");
    }

    [Fact]
    public void No_vector_is_forgotten()
    {
        var ids = Vectors.Read("frob-family.json").Select(static v => v.Text("id")).ToList();
        ids.Should().BeEquivalentTo(Vectors.Family.Keys.Concat(Vectors.NoRecipe)).And.OnlyHaveUniqueItems();
        OAuth1SignerTests.Vectors.Should().BeEquivalentTo(ids.Where(static id => id.StartsWith("o1-", StringComparison.Ordinal)));
        var counts = new[] { ids.Count, Vectors.Read("lastfm.json").Count, Vectors.Read("implementations.json").Count };
        counts.Should().Equal(33, 14, 26);
        Vectors.Read("lastfm.json").Count(static v => v.TryGetProperty("mustNotBeProduced", out _)).Should().Be(3);
        Vectors.Read("frob-family.json").Count(static v => v.Text("status").Contains("NOT", StringComparison.Ordinal)).Should().Be(4);
    }
}
