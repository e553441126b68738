using Auth.Frob.Cli.Hosting;
using Auth.Frob.Cli.Output;
using Auth.Frob.Recipes;
using Auth.Frob.Signing;
using Auth.Frob.Slots;

namespace Auth.Frob.Cli.Commands;

/// <summary>What somebody wants signed.</summary>
internal sealed record SignatureOrder
{
    private const string MethodParameter = "method";

    public string? ApiKey { get; init; }

    public string? Secret { get; init; }

    public string? Method { get; init; }

    public bool IsLink { get; init; }

    public IReadOnlyList<string> Given { get; init; } = [];

    /// <summary>Signs with the provider's own recipe.</summary>
    /// <exception cref="CommandFailure">Something is missing or doubtful; every fault is in it.</exception>
    public SignatureShown Sign(KnownProvider provider)
    {
        List<string> faults = [];
        var app = new AppOrder { Provider = provider, ApiKey = ApiKey, Secret = Secret };
        app.Build(TimeProvider.System, faults)?.Dispose();
        var parameters = Parameters(provider, faults);
        if (IsLink == Method is not null)
            faults.Add("Say what is signed: either --method METHOD or --link.");
        if (provider.Recipe.Signer is not SignatureRecipe recipe)
            throw CommandFailure.Usage($"{provider.Recipe.DisplayName} does not sign by joining parameters and secret.");
        if (IsLink && !provider.Recipe.Flows.OfType<ConsentFlow>().Any(static f => f.Consent.Signed))
            faults.Add($"--link: no flow of {provider.Recipe.DisplayName} signs its consent link.");
        if (faults.Count > 0)
            throw CommandFailure.Usage(string.Join(" ", faults));

        var secret = new Secret(Secret!);
        var secretNames = SecretNames.Of(provider.Recipe);
        string Shown(WireParameter p) =>
            secretNames.Contains(p.Name) || SecretMask.IsIn(p.Value, Secret!) ? SecretMask.Mask : p.Value;
        return new SignatureShown(
            recipe.Parameter,
            recipe.Sign(parameters, Method ?? "", secret),
            recipe.Explain(parameters, Method ?? "", Shown),
            string.Join(", ", parameters.Select(static p => p.Name).Where(n => recipe.LeftOut.Contains(n))));
    }

    private WireParameter[] Parameters(KnownProvider provider, List<string> faults)
    {
        var pairs = CommandLineParts.Pairs("--param", Given, faults);
        var keyName = KeyName(provider.Recipe);
        foreach (var name in pairs.Select(static p => p.Name).Distinct(StringComparer.Ordinal))
        {
            if (name == keyName)
                faults.Add($"--param names '{name}', which --api-key gives.");
            else if (name == MethodParameter)
                faults.Add($"--param names '{name}', which --method gives.");
            else if (name == (provider.Recipe.Signer as SignatureRecipe)?.Parameter)
                faults.Add($"--param names '{name}', which is the signature itself.");
        }
        pairs.Add((keyName, ApiKey ?? ""));
        if (Method is not null && provider.Recipe.Use?.Method == ApiMethodFrom.Parameter)
            pairs.Add((MethodParameter, Method));
        return [.. pairs.Select(static p => new WireParameter(p.Name, p.Value))];
    }

    private static string KeyName(FrobProvider recipe) =>
        recipe.Use?.Parameters.FirstOrDefault(static p => p.Slot is { } slot && slot.Equals(Slot.ApiKey))?.Name ?? "api_key";
}
