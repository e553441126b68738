using Auth.Frob.Cli.Output;

namespace Auth.Frob.Cli.Commands;

/// <summary>What a person may see of a new grant; the token only where it was asked for.</summary>
internal static class GrantText
{
    public static void Write(Screen screen, LoginShown shown)
    {
        var (order, grant) = shown;
        var missing = grant.Permissions.Missing(order.Permissions);
        screen.Line($"signed in    {grant.Provider} {grant.Flow}");
        screen.Line($"account      {LoginText.Account(grant)}");
        screen.Line($"permissions  {(grant.Permissions.Count > 0 ? grant.Permissions : "the service names none")}");
        if (missing.Count > 0)
            screen.Line($"not granted  {missing}");
        screen.Line($"token        {(order.ShowsToken ? grant.Token.Reveal() : grant.Token + "  (--show-token shows it)")}");
        if (grant.TokenSecret is { } secret)
            screen.Line($"its secret   {(order.ShowsToken ? secret.Reveal() : secret.ToString())}");
        var isVerified = !shown.CanBeVerified ? "can't be: the service has no call for it" : shown.Unverified is null ? "yes" : "no";
        screen.Line($"verified     {isVerified}");
    }

    public static string Json(LoginShown shown) => JsonText.Object(json =>
    {
        var (order, grant) = shown;
        json.WriteString("provider", grant.Provider);
        json.WriteString("instance", grant.Instance);
        json.WriteString("flow", grant.Flow);
        json.WriteBoolean("ok", shown.Failure is null);
        json.WriteString("account", LoginText.Account(grant));
        json.WriteMembers("permissions", grant.Permissions);
        json.WriteMembers("missing", grant.Permissions.Missing(order.Permissions));
        json.WriteString("token", order.ShowsToken ? grant.Token.Reveal() : grant.Token.ToString());
        if (grant.TokenSecret is { } secret)
            json.WriteString("tokenSecret", order.ShowsToken ? secret.Reveal() : secret.ToString());
        if (shown.CanBeVerified)
            json.WriteBoolean("verified", shown.Unverified is null);
        else
            json.WriteNull("verified");
        json.WriteBoolean("kept", shown.IsKept);
        if (shown.Failure is not null)
            json.WriteFailure(shown.Failure);
    });
}
