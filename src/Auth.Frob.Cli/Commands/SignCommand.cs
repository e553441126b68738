using System.CommandLine;
using Auth.Frob.Cli.Output;
using Auth.Frob.Recipes;

namespace Auth.Frob.Cli.Commands;

/// <summary>Signs a call or a link the way a provider wants it.</summary>
internal static class SignCommand
{
    public static ExampleCommand Create(Surroundings around)
    {
        var provider = CommandLineParts.Provider(around);
        var key = CommandLineParts.Text("--api-key", "KEY", "The application's key; or the variable PROVIDER_API_KEY.");
        var secret = CommandLineParts.Text("--secret", "SECRET", "The shared secret; or the variable PROVIDER_SHARED_SECRET.");
        var method = CommandLineParts.Text("--method", "METHOD", "Sign a call of this API method.");
        var link = new Option<bool>("--link") { Description = "Sign a consent link, which has no method; only where a flow of the provider signs its link." };
        var parameters = CommandLineParts.Many("--param", "NAME=VALUE", "A parameter to sign; may be repeated. Name every one that is sent.");
        var explain = new Option<bool>("--explain") { Description = "Show what is signed, with secret values masked." };
        var json = CommandLineParts.Json();
        var command = new ExampleCommand(
            "sign",
            "Compute the signature of a call or of a consent link. Exactly the parameters that you name are signed, plus the api key and, "
                + "where the provider's calls send it as a parameter, the method. Nothing else is added: no session key, no format.",
            $"frob sign {around.Providers[0].Id} --api-key KEY --secret SECRET --method auth.getSession --param token=TOKEN --explain",
            $"frob sign {around.Providers[^1].Id} --link --param perm_doc=write")
        {
            provider, key, secret, method, link, parameters, explain, json,
        };
        command.SetAction(parse =>
        {
            var known = around.Find(parse.GetRequiredValue(provider));
            var order = new SignatureOrder
            {
                ApiKey = parse.GetValue(key) ?? around.Variable(known.KeyVariable),
                Secret = parse.GetValue(secret) ?? around.Variable(known.SecretVariable),
                Method = parse.GetValue(method),
                IsLink = parse.GetValue(link),
                Given = parse.GetValue(parameters) ?? [],
            };
            return Write(around, known.Recipe, order.Sign(known), parse.GetValue(explain), parse.GetValue(json));
        });
        return command;
    }

    private static int Write(Surroundings around, FrobProvider recipe, SignatureShown shown, bool explains, bool isJson)
    {
        if (isJson)
        {
            around.Output.WriteLine(JsonText.Object(json =>
            {
                json.WriteString("provider", recipe.Id);
                json.WriteString("parameter", shown.Parameter);
                json.WriteString("value", shown.Value);
                json.WriteString("base", shown.MaskedText);
            }));
            return ExitCode.Done;
        }
        var screen = new Screen(around);
        if (!explains)
        {
            screen.Line(shown.Value);
            return ExitCode.Done;
        }
        screen.Line($"{recipe.DisplayName} signs by MD5 over the text below, with the parameters in the order of their UTF-8 bytes.");
        screen.Line("The secret and secret values are masked.");
        screen.Line($"base       {shown.MaskedText}");
        if (shown.LeftOut.Length > 0)
            screen.Line($"left out   {shown.LeftOut}");
        screen.Line($"{shown.Parameter,-10} {shown.Value}");
        return ExitCode.Done;
    }
}
