using System.Reflection;
using Auth.Frob.Errors;
using Auth.Frob.House.Tests.Reading;
using Auth.Frob.Recipes;

namespace Auth.Frob.House.Tests.Rules;

/// <summary>What every recipe that ships must hold.</summary>
public sealed class RecipeRules
{
    private static IEnumerable<FrobProvider> Recipes => Members.ShippedTypes()
        .SelectMany(type => type.GetProperties(BindingFlags.Public | BindingFlags.Static))
        .Where(property => property.PropertyType == typeof(FrobProvider))
        .Select(property => (FrobProvider)property.GetValue(null)!);

    [Fact]
    public void There_is_a_recipe_in_every_provider() =>
        Recipes.Select(recipe => recipe.Id).Should().OnlyHaveUniqueItems().And.HaveCountGreaterThanOrEqualTo(Repository.Providers.Count);

    [Fact]
    public void Every_recipe_passes_FlowCheck() =>
        Recipes.SelectMany(recipe => FlowCheck.Check(recipe).Select(fault => $"{recipe.Id}: {fault}")).ShouldBeNone("mend the recipe");

    [Fact]
    public void Every_endpoint_is_https() => Recipes.SelectMany(PlainAddresses).ShouldBeNone("write https");

    [Fact]
    public void Every_error_row_has_a_source() => Recipes.SelectMany(SourcelessRows).ShouldBeNone("name the page that says so");

    [Fact]
    public void A_plain_address_is_found() => PlainAddresses(Broken).Should().Equal("broken: http://x.example/", "broken: http://y.example/");

    [Fact]
    public void A_row_without_a_source_is_found() => SourcelessRows(Broken).Should().Equal("broken: 1", "broken: 2");

    [Fact]
    public void A_recipe_without_a_binding_is_found() => FlowCheck.Check(Broken).Should().Contain(fault => fault.Contains("binds"));

    private static FrobProvider Broken => new("broken")
    {
        DisplayName = "Broken",
        Settings = [new(new("api"), SettingKind.Address, "http://x.example/")],
        Errors = new ErrorMap { Rows = [new("1", FrobErrorKind.Pending, "pending", "")] },
        Flows =
        [
            new ConsentFlow("web")
            {
                Consent = new ConsentLink("http://y.example/"),
                Binding = Binding.Unstated,
                Exchange = [new ApiCall { Endpoint = "{+api}", Errors = new ErrorMap { Rows = [new("2", FrobErrorKind.Pending, "pending", " ")] } }],
            },
        ],
    };

    private static IEnumerable<ApiCall> Calls(FrobProvider recipe) =>
        recipe.Flows.SelectMany(flow => flow.Prepare.Concat(flow.Exchange).Append(flow.Verify)).Append(recipe.Verify).OfType<ApiCall>();

    private static IEnumerable<string> PlainAddresses(FrobProvider recipe) =>
        recipe.Settings.Where(setting => setting.Kind == SettingKind.Address).Select(setting => setting.Default ?? "")
            .Concat(Calls(recipe).Select(call => call.Endpoint))
            .Concat(recipe.Flows.OfType<ConsentFlow>().Select(flow => flow.Consent.Template))
            .Append(recipe.RevokePage?.AbsoluteUri ?? "")
            .Where(address => address.Length > 0 && !address.StartsWith('{') && !address.StartsWith("https://", StringComparison.Ordinal))
            .Select(address => $"{recipe.Id}: {address}");

    private static IEnumerable<string> SourcelessRows(FrobProvider recipe) =>
        Calls(recipe).Select(call => call.Errors).OfType<ErrorMap>().Prepend(recipe.Errors).SelectMany(map => map.Rows)
            .Where(row => string.IsNullOrWhiteSpace(row.Source))
            .Select(row => $"{recipe.Id}: {row.Code}");
}
