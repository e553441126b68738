using Auth.Frob.Errors;
using Auth.Frob.Recipes;
using Auth.Frob.Signing;

namespace Auth.Frob.Cli.Commands;

/// <summary>A recipe's parts in words.</summary>
internal static class RecipeText
{
    public static string[] Flow(FrobProvider recipe, FrobFlow flow)
    {
        var consent = flow as ConsentFlow;
        return
        [
            flow.Name,
            string.Join(", ", flow.Prepare.Concat(flow.Exchange).Select(NameOf)),
            consent is null ? "none: user name and password" : (consent.Consent.Signed ? "signed, " : "") + consent.Consent.Template,
            consent?.Binding.ToString() ?? "-",
            consent is null ? "-" : Return(consent),
            Signature(flow.Signer ?? recipe.Signer),
        ];
    }

    public static IEnumerable<string[]> Calls(FrobProvider recipe)
    {
        foreach (var flow in recipe.Flows)
        {
            foreach (var call in flow.Prepare)
                yield return Call(flow.Name, "begin", call);
            foreach (var call in flow.Exchange)
                yield return Call(flow.Name, "exchange", call);
            if ((flow.Verify ?? recipe.Verify) is { } verify)
                yield return Call(flow.Name, "verify", verify);
        }
    }

    public static string[] Setting(Setting setting)
    {
        var choices = setting.Choices.IsDefaultOrEmpty ? "-" : string.Join(", ", setting.Choices);
        return [setting.Slot.Name, setting.Kind.ToString(), setting.Default ?? "-", choices];
    }

    public static string PermissionName(PermissionRule rule, string area) => rule.Style switch
    {
        PermissionStyle.PerArea => $"{rule.Name}{area}=LEVEL",
        PermissionStyle.OneLevel => $"{rule.Name}=LEVEL",
        _ => $"{rule.Name}=NAME",
    };

    public static IEnumerable<string[]> Errors(FrobProvider recipe)
    {
        var calls = recipe.Flows.SelectMany(static f => f.Prepare.Concat(f.Exchange)).Where(static c => c.Errors is not null).DistinctBy(NameOf);
        return recipe.Errors.Rows.Select(static r => Error(r, "any"))
            .Concat(calls.SelectMany(static c => c.Errors!.Rows.Select(r => Error(r, NameOf(c)))));
    }

    public static string NameOf(ApiCall call) => call.ApiMethod ?? call.Endpoint;

    public static string Signature(Signer? signer) => signer switch
    {
        SignatureRecipe { LeftOut.IsEmpty: true } recipe => $"{recipe.Parameter} = md5({Text(recipe)})",
        SignatureRecipe recipe => $"{recipe.Parameter} = md5({Text(recipe)}), without {string.Join(", ", recipe.LeftOut)}",
        OAuth1Signer => "OAuth 1.0, HMAC-SHA1, in the header",
        null => "none",
        _ => signer.GetType().Name,
    };

    public static string Return(ConsentFlow flow) => flow switch
    {
        { PollEvery: { } every } => $"polling, every {every.TotalSeconds:0} s",
        { Callback: { IsOptional: true } } => "a redirect, if there is a callback",
        { Callback: { IsRegistered: true } } => "a redirect to the registered callback",
        { Callback: not null } => "a redirect",
        { TypedCode: not null } => "a typed code",
        _ => "the user's word; never polled",
    };

    public static IEnumerable<Parameter> Sent(ApiCall call) => call.Headers.Concat(call.Query).Concat(call.Body ?? ParameterSet.None);

    private static string Text(SignatureRecipe recipe)
    {
        var middle = "parameters" + (recipe.EndsWithMethod ? " + method" : "");
        return recipe.Secret switch
        {
            SecretPlace.First => $"secret + {middle}",
            SecretPlace.BothEnds => $"secret + {middle} + secret",
            _ => $"{middle} + secret",
        };
    }

    private static string[] Call(string flow, string step, ApiCall call) =>
    [
        flow,
        step,
        call.ApiMethod ?? "-",
        $"{call.Method.Method} {call.Endpoint}",
        string.Join(", ", Sent(call).Select(static p => p.IsOptional || p.Condition is not null ? $"[{p.Name}]" : p.Name)),
        string.Join(", ", call.Reads.Select(static r => r.Slot.Name)),
    ];

    private static string[] Error(ErrorRow row, string call) =>
        [row.Code, row.Kind.ToString(), row.Meaning, row.Kind.RetryCanHelp() ? "yes" : "no", call];
}
