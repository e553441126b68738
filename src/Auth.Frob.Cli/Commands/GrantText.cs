using Auth.Frob.Cli.Output;
using Auth.Frob.Outcomes;

namespace Auth.Frob.Cli.Commands;

/// <summary>What a person may see of a grant; the token only where it was asked for.</summary>
internal static class GrantText
{
    public static void Write(Screen screen, LoginOrder order, Grant grant, (bool CanBe, CommandFailure? Failure) verified)
    {
        var missing = grant.Permissions.Missing(order.Permissions);
        if (order.IsJson)
        {
            screen.Line(Json(order, grant, verified.CanBe ? verified.Failure is null : null, verified.Failure));
            return;
        }
        screen.Line($"signed in    {grant.Provider} {grant.Flow}");
        screen.Line($"account      {Account(grant)}");
        screen.Line($"permissions  {(grant.Permissions.Count > 0 ? grant.Permissions : "the service names none")}");
        if (missing.Count > 0)
            screen.Line($"not granted  {missing}");
        screen.Line($"token        {(order.ShowsToken ? grant.Token.Reveal() : grant.Token + "  (--show-token shows it)")}");
        if (grant.TokenSecret is { } secret)
            screen.Line($"its secret   {(order.ShowsToken ? secret.Reveal() : secret.ToString())}");
        var isVerified = !verified.CanBe ? "can't be: the service has no call for it" : verified.Failure is null ? "yes" : "no";
        screen.Line($"verified     {isVerified}");
    }

    private static string Json(LoginOrder order, Grant grant, bool? isVerified, CommandFailure? failure) => JsonText.Object(json =>
    {
        json.WriteString("provider", grant.Provider);
        json.WriteString("flow", grant.Flow);
        json.WriteBoolean("ok", isVerified is not false);
        json.WriteString("account", Account(grant));
        json.WriteMembers("permissions", grant.Permissions);
        json.WriteMembers("missing", grant.Permissions.Missing(order.Permissions));
        json.WriteString("token", order.ShowsToken ? grant.Token.Reveal() : grant.Token.ToString());
        if (grant.TokenSecret is { } secret)
            json.WriteString("tokenSecret", order.ShowsToken ? secret.Reveal() : secret.ToString());
        if (isVerified is { } known)
            json.WriteBoolean("verified", known);
        else
            json.WriteNull("verified");
        if (failure is not null)
            json.WriteFailure(failure);
    });

    private static string? Account(Grant grant) => grant.Account.Name ?? grant.Account.Id;
}
