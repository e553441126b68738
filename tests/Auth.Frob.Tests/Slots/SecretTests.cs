using System.Diagnostics;
using System.Reflection;
using System.Text.Json;
using Auth.Frob.Recipes;
using Auth.Frob.Slots;
using Auth.Frob.Tests.Scripted;

namespace Auth.Frob.Tests.Slots;

public sealed class SecretTests
{
    private const string Canary = "canary-7d1f";

    [Fact]
    public void A_secret_prints_its_mask_alone()
    {
        var secret = new Secret(Canary);
        secret.ToString().Should().Be("***");
        $"{secret} {secret,12}".Should().NotContain(Canary);
        string.Concat("x", secret).Should().Be("x***");
        new Holder(secret, 1).ToString().Should().NotContain(Canary).And.Contain("***");
        new AppKey("key", secret).ToString().Should().NotContain(Canary).And.Contain("key");
        secret.Reveal().Should().Be(Canary);
    }

    [Fact]
    public void A_secret_is_masked_in_JSON()
    {
        JsonSerializer.Serialize(new Secret(Canary)).Should().Be("\"***\"");
        JsonSerializer.Serialize(new Holder(new Secret(Canary), 1)).Should().Be("{\"Value\":\"***\",\"Number\":1}");
        JsonSerializer.Serialize(new { Inner = new List<Secret> { new(Canary) } }).Should().NotContain(Canary);
        JsonSerializer.Serialize(new AppKey("key", new Secret(Canary))).Should().NotContain(Canary);
    }

    [Fact]
    public void A_masked_secret_does_not_come_back_from_JSON()
    {
        var reading = () => JsonSerializer.Deserialize<Holder>("{\"Value\":\"" + Canary + "\",\"Number\":1}");
        reading.Should().Throw<JsonException>().Which.ToString().Should().NotContain(Canary);
    }

    [Fact]
    public void A_debugger_shows_the_mask_and_not_the_field()
    {
        typeof(Secret).GetCustomAttribute<DebuggerDisplayAttribute>()!.Value.Should().Be("***");
        typeof(Secret).GetFields(BindingFlags.Instance | BindingFlags.NonPublic).Should().OnlyContain(field =>
            field.GetCustomAttribute<DebuggerBrowsableAttribute>()!.State == DebuggerBrowsableState.Never);
        typeof(Secret).GetProperties().Should().NotContain(property => property.PropertyType == typeof(string));
    }

    [Theory]
    [InlineData("abc", "abc", true)]
    [InlineData("abc", "abd", false)]
    [InlineData("abc", "ab", false)]
    [InlineData("", "", true)]
    [InlineData("é", "e\u0301", false)]
    public void Secrets_are_equal_by_value(string left, string right, bool equal)
    {
        var (one, other) = (new Secret(left), new Secret(right));
        (one == other).Should().Be(equal);
        (one != other).Should().Be(!equal);
        one.Equals((object)other).Should().Be(equal);
        if (equal)
            one.GetHashCode().Should().Be(other.GetHashCode());
    }

    [Fact]
    public void A_secret_and_none_differ()
    {
        Secret? none = Secret.FromString(null);
        (none is null).Should().BeTrue();
        (none == new Secret("")).Should().BeFalse();
        (new Secret("") == none).Should().BeFalse();
        new Secret("").Equals((object)"").Should().BeFalse();
        new Secret("").IsEmpty.Should().BeTrue();
    }

    [Fact]
    public void A_slot_is_its_name()
    {
        new Slot("frob").Should().Be(Slot.Frob);
        new Slot("Frob").Should().NotBe(Slot.Frob);
        Slot.Frob.GetHashCode().Should().Be(new Slot("frob").GetHashCode());
        default(Slot).GetHashCode().Should().Be(0);
        Slot.Frob.ToString().Should().Be("frob");
        new[] { Slot.Frob, Slot.FrobSecret, Slot.Verifier, Slot.State, Slot.Token, Slot.TokenSecret, Slot.Password }
            .Should().OnlyContain(slot => slot.IsSecret);
    }

    [Fact]
    public async Task Values_print_names_alone_and_the_applications_stand_behind_them()
    {
        SlotValues? seen = null;
        var flow = Tiny.Direct with { Derives = [new Derived(new Slot("seen"), values => (seen = values).ToString(), Slot.Username)] };
        using var bench = new Bench(Tiny.Provider with { Flows = [flow] });
        await bench.SignInAsync(Tiny.Session);
        seen!.ToString().Should().Be("username, password, seen, token, accountName");
        seen[Slot.Password].Should().Be("p@ss w0rd");
        seen[Slot.SharedSecret].Should().Be(Tiny.Shared);
        seen[Slot.Verifier].Should().BeNull();
        JsonSerializer.Serialize(seen).Should().Be("{}");
    }

    private sealed record Holder(Secret Value, int Number);
}
