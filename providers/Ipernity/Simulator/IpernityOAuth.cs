using Auth.Frob.Testing.Simulation;

namespace Auth.Frob.Ipernity.Simulator;

/// <summary>The OAuth addresses of programs: https://www.ipernity.com/help/api/auth.oauth. A verifier is not asked for.</summary>
internal sealed class IpernityOAuth(SimulatedIpernity service, IpernityGate gate, OAuthChecks checks)
{
    public SimulatedReply Request(SimulatedRequest request)
    {
        var call = new OAuthCall(request);
        if (Check(call, "") is > 0 and int refusal)
        {
            return IpernityReplies.Failure(false, service.Time, refusal);
        }

        var frob = new IssuedFrob(RandomTicket.Hex(32), call.Key!, service.Time.GetUtcNow() + SimulatedIpernity.FrobLife)
        {
            Secret = RandomTicket.Hex(32), Callback = call.Parameters.Filled("oauth_callback"),
        };
        service.Frobs.Issue(frob);
        return Form(new("oauth_token", frob.Frob), new("oauth_token_secret", frob.Secret), new("oauth_callback_confirmed", "true"));
    }

    public SimulatedReply Access(SimulatedRequest request)
    {
        var call = new OAuthCall(request);
        IssuedFrob? frob = service.Frobs.Find(call.Token) is { Secret: not null } found && found.AppKey == call.Key ? found : null;
        int refusal = Check(call, frob?.Secret ?? "");

        // Unverified: which code an unknown, unapproved, used or expired request token gets.
        if (refusal == 0 || (refusal == 105 && frob is null))
        {
            refusal = call.Token is null ? 131 : 107;
            if (frob is not null && service.Frobs.TryTake(frob.Frob) is { } taken)
            {
                SimulatedGrant grant = service.Grants.Issue(new SimulatedGrant(RandomTicket.Hex(32), taken.AppKey, taken.User!)
                {
                    Secret = RandomTicket.Hex(32), Permissions = taken.Permissions,
                });
                return Form(new("oauth_token", grant.Token), new("oauth_token_secret", grant.Secret!));
            }
        }

        return IpernityReplies.Failure(false, service.Time, refusal);
    }

    private static SimulatedReply Form(params KeyValuePair<string, string>[] pairs) =>
        SimulatedReply.Text(200, "application/x-www-form-urlencoded", UrlText.Form(pairs));

    private int Check(OAuthCall call, string tokenSecret)
    {
        if (OAuthChecks.CheckShape(call) is > 0 and int shape)
        {
            return shape;
        }

        return gate.Check(call.Request, call.Key) is > 0 and int refusal
            ? refusal
            : checks.CheckSignature(call, service.Accounts.App(call.Key)!.Secret, tokenSecret);
    }
}
