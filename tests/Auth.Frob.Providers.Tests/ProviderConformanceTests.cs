using Auth.Frob.Testing;

namespace Auth.Frob.Providers.Tests;

/// <summary>What every provider must pass; a provider is found, never named.</summary>
public sealed class ProviderConformanceTests
{
    [Fact]
    public async Task Every_transcript_belongs_to_a_provider()
    {
        foreach (var file in ProviderFinder.Paths)
            ProviderFinder.TryFind((await ProviderFinder.TranscriptAsync(file)).Provider).Should().NotBeNull(file);
    }

    [Theory]
    [MemberData(nameof(ProviderFinder.Ids), MemberType = typeof(ProviderFinder))]
    public async Task Every_recipe_passes_FlowCheck_with_https_alone_and_a_source_for_every_error_row(string id) =>
        (await CheckedAsync(id)).CheckRecipe().Should().BeEmpty();

    [Theory]
    [MemberData(nameof(ProviderFinder.Ids), MemberType = typeof(ProviderFinder))]
    public async Task Every_flow_has_a_transcript_that_ends_in_a_grant_and_no_transcript_is_partial(string id) =>
        (await CheckedAsync(id)).CheckTranscripts().Should().BeEmpty();

    [Theory]
    [MemberData(nameof(ProviderFinder.Ids), MemberType = typeof(ProviderFinder))]
    public async Task Every_transcript_replays_in_cultures_that_sort_otherwise(string id) =>
        (await (await CheckedAsync(id)).CheckCulturesAsync()).Should().BeEmpty();

    [Theory]
    [MemberData(nameof(ProviderFinder.Ids), MemberType = typeof(ProviderFinder))]
    public async Task Every_transcript_replays_with_and_without_the_slash_of_its_addresses(string id) =>
        (await (await CheckedAsync(id)).CheckAddressesAsync()).Should().BeEmpty();

    [Theory]
    [MemberData(nameof(ProviderFinder.Ids), MemberType = typeof(ProviderFinder))]
    public async Task No_secret_of_a_transcript_is_ever_printed(string id) =>
        (await (await CheckedAsync(id)).CheckSecretsAsync()).Should().BeEmpty();

    private static Task<ProviderConformance> CheckedAsync(string id) =>
        ProviderConformance.LoadAsync(ProviderFinder.Provider(id), ProviderFinder.Folder);
}
