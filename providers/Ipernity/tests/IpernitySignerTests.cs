using System.Text.Json;
using Auth.Frob.Signing;
using Auth.Frob.Slots;

namespace Auth.Frob.Ipernity.Tests;

/// <summary>The signer that ships, against digests that the service published and independent clients sent.</summary>
public sealed class IpernitySignerTests
{
    public static TheoryData<string> Sent => [.. Vectors().Select(static v => v.GetRawText())];

    [Theory]
    [MemberData(nameof(Sent))]
    public void Independent_clients_send_the_same(string text)
    {
        var vector = JsonElement.Parse(text);
        var parameters = vector.GetProperty("signed_parameters").EnumerateObject().Select(static p => (p.Name, p.Value.GetString()!));
        Sign(vector.GetProperty("secret").GetString()!, vector.GetProperty("method").GetString(), [.. parameters])
            .Should().Be(vector.GetProperty("api_sig").GetString());
    }

    [Fact]
    public void There_are_vectors_of_calls_and_of_links()
    {
        Vectors().Should().Contain(static v => v.GetProperty("kind").GetString() == "authorize link")
            .And.Contain(static v => v.GetProperty("kind").GetString() == "api call");
    }

    [Fact]
    public void The_two_digests_of_the_help_pages_come_out() =>
        new[]
        {
            Sign("e9a599f0cf6ce193", "doc.tags.add", ("keywords", "easy"), ("doc_id", "1234"), ("api_key", "6fa87ba500002712bd4eed6020f3bd72")),
            Sign("e9a599f0cf6ce193", null, ("perm_network", "read"), ("api_key", "6fa87ba500002712bd4eed6020f3bd72")),
        }.Should().Equal("a269b218feb341ef03bc093a0f2c8078", "da183021cd39461108770b822fcd9398");

    [Fact]
    public void A_value_is_hashed_raw_and_a_file_takes_no_part()
    {
        (string, string)[] call = [("title", "Été & co."), ("doc_id", "42"), ("auth_token", "12345-a0b1c2d3e4f5"), ("api_key", "0123456789abcdef0123456789abcdef")];
        Sign("0a2b3c4d5e6a7b8d", "doc.set", call).Should().Be("05e9a7553a7f007f7d17028cdcbdd821").And.NotBe("90749bdc4be7d5232cbb6e7bd16f5e67");
        Sign("0a2b3c4d5e6a7b8d", "doc.set", [.. call, ("file", "bytes")]).Should().Be("05e9a7553a7f007f7d17028cdcbdd821");
    }

    private static IEnumerable<JsonElement> Vectors() =>
        JsonElement.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Recorded", "vectors", "implementations.json"))).EnumerateArray()
            .Where(static v => v.GetProperty("provider").GetString() == "ipernity");

    private static string Sign(string secret, string? method, params (string Name, string Value)[] parameters)
    {
        var draft = new SigningDraft { Address = "https://api.ipernity.com/api/", ApiMethod = method };
        foreach (var (name, value) in parameters)
            draft.Add(new WireParameter(name, value));
        IpernityRecipe.Provider.Signer!.Sign(draft, new AppKey("key", new Secret(secret)));
        return draft.Parameters[^1] is { Name: "api_sig", Value: var signature } ? signature : "";
    }
}
