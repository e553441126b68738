using System.Text.Json;
using Auth.Frob.Signing;
using Auth.Frob.Slots;

namespace Auth.Frob.LastFm.Tests;

/// <summary>The signer that ships, against digests that others published, sent or computed.</summary>
public sealed class LastFmSignerTests
{
    public static TheoryData<string> Published => [.. Vectors("lastfm.json").Select(static v => v.GetRawText())];

    public static TheoryData<string> Sent => [.. Vectors("implementations.json").Select(static v => v.GetRawText())];

    [Theory]
    [MemberData(nameof(Published))]
    public void A_published_digest_comes_out_and_a_wrong_one_does_not(string text)
    {
        var vector = JsonElement.Parse(text);
        var isRight = !vector.TryGetProperty("mustNotBeProduced", out _);
        (Sign(vector, "parameters") == vector.GetProperty("api_sig").GetString()).Should().Be(isRight);
    }

    [Theory]
    [MemberData(nameof(Sent))]
    public void Independent_clients_send_the_same(string text)
    {
        var vector = JsonElement.Parse(text);
        Sign(vector, "signed_parameters").Should().Be(vector.GetProperty("api_sig").GetString());
    }

    [Fact]
    public void Both_files_hold_vectors_of_both_kinds()
    {
        Vectors("lastfm.json").Should().HaveCount(14).And.Contain(static v => v.GetRawText().Contains("mustNotBeProduced"));
        Vectors("implementations.json").Should().HaveCount(13);
    }

    private static IEnumerable<JsonElement> Vectors(string file) =>
        JsonElement.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Recorded", "vectors", file))).EnumerateArray()
            .Where(static v => v.GetProperty("provider").GetString() == "lastfm");

    private static string Sign(JsonElement vector, string parameters)
    {
        var draft = new SigningDraft { Address = "https://ws.audioscrobbler.com/2.0/" };
        foreach (var parameter in vector.GetProperty(parameters).EnumerateObject())
            draft.Add(new WireParameter(parameter.Name, parameter.Value.GetString()!));
        LastFmRecipe.Provider.Signer!.Sign(draft, new AppKey("key", new Secret(vector.GetProperty("secret").GetString()!)));
        return draft.Parameters[^1] is { Name: "api_sig", Value: var value } ? value : "";
    }
}
