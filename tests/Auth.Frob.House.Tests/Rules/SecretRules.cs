using System.Net.Sockets;
using System.Reflection;
using System.Text.Json;
using Auth.Frob.Extensions.Calls;
using Auth.Frob.Extensions.Grants;
using Auth.Frob.House.Tests.Reading;
using Auth.Frob.Outcomes;
using Auth.Frob.Recipes;
using Auth.Frob.Signing;
using Auth.Frob.Slots;
using Auth.Frob.Testing.Simulation;

namespace Auth.Frob.House.Tests.Rules;

/// <summary>No public type prints a secret, however it is turned into text.</summary>
public sealed class SecretRules
{
    // What a service publishes about itself is no secret; a recipe's and a request's address are made to be shown.
    private static readonly string[] OpenByNature = ["RevokePage", "Callback"];

    [Fact]
    public void No_secret_prints_itself()
    {
        var made = Types().Select(type => (Type: type, Filled: Filler.Make(type))).Where(pair => pair.Filled is not null).ToList();
        made.Select(pair => pair.Type).Should().Contain(
            [typeof(Secret), typeof(AppKey), typeof(Grant), typeof(PendingConsent), typeof(WireParameter), typeof(StoredGrant), typeof(CallOutcome), typeof(SimulatedUser)]);
        made.SelectMany(pair => Texts(pair.Filled!).Where(text => text.Contains(Filler.Canary, StringComparison.Ordinal)).Select(_ => pair.Type.FullName!))
            .Distinct().ShouldBeNone("make the member a Secret, or mask it in ToString and keep it out of JSON");
    }

    [Fact]
    public void The_canary_is_inside_what_is_filled()
    {
        ((Grant)Filler.Make(typeof(Grant))!).Token.Reveal().Should().Be(Filler.Canary);
        ((PendingConsent)Filler.Make(typeof(PendingConsent))!).ConsentUri.Reveal().Query.Should().Contain(Filler.Canary);
        ((WireParameter)Filler.Make(typeof(WireParameter))!).Value.Should().Be(Filler.Canary);
    }

    [Fact]
    public void A_type_that_prints_its_secret_is_found() =>
        Texts(new Chatty(Filler.Canary)).Should().Contain(text => text.Contains(Filler.Canary, StringComparison.Ordinal));

    private static IEnumerable<Type> Types() => Repository.ShippedProjects
        .SelectMany(project => project.Assembly.GetExportedTypes())
        .Where(type => !type.IsEnum && !typeof(Delegate).IsAssignableFrom(type) && !(type.IsAbstract && type.IsSealed));

    private static IEnumerable<string> Texts(object value)
    {
        Blank(value);
        yield return value.ToString() ?? "";
        yield return $"{value}";
        yield return Json(value);
        foreach (PropertyInfo property in value.GetType().GetProperties().Where(p => p.PropertyType == typeof(Secret) || p.PropertyType == typeof(ConsentUri)))
            yield return property.GetValue(value)?.ToString() ?? "";
    }

    private static void Blank(object value)
    {
        foreach (PropertyInfo property in value.GetType().GetProperties().Where(p => OpenByNature.Contains(p.Name) && p.CanWrite))
            property.SetValue(value, null);
        if (!value.GetType().IsRecord()) return;
        foreach (PropertyInfo property in value.GetType().GetProperties().Where(p => p.PropertyType == typeof(FrobProvider)))
            Blank(property.GetValue(value)!);
    }

    private static string Json(object value)
    {
        try
        {
            return JsonSerializer.Serialize(value, value.GetType());
        }
        catch (Exception fault) when (fault
            is NotSupportedException or InvalidOperationException or JsonException or NullReferenceException or SocketException)
        {
            return fault.Message;
        }
    }

    private sealed record Chatty(string Token);
}
