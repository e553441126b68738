using Auth.Frob.Testing.Simulation;

namespace Auth.Frob.Ipernity.Simulator;

/// <summary>The API: the checks that every call goes through and then the method.</summary>
internal sealed class IpernityApi(SimulatedIpernity service, IpernityGate gate, OAuthChecks checks, bool isStrict)
{
    private readonly IpernityAuth _auth = new(service, isStrict);

    public SimulatedReply Answer(SimulatedRequest request)
    {
        var call = new IpernityCall(request);
        return IpernityReplies.Write(call, service.Time, Run(call));
    }

    private IpernityOutcome Run(IpernityCall call)
    {
        if (call.Method is not { } method)
        {
            return 103;
        }

        if (call.Format is not ("json" or "xml"))
        {
            return 102;
        }

        var oauth = new OAuthCall(call.Request);
        SimulatedGrant? grant = null;
        int refusal = oauth.IsOAuth ? CheckOAuth(oauth, out grant) : CheckSigned(call, method, out grant);
        if (refusal == 0)
        {
            refusal = CheckMethod(call, method, grant);
        }

        return refusal != 0 ? refusal : Run(call, method, grant);
    }

    // The path's method takes part in the signature, the format does not: https://www.ipernity.com/help/api/encoding.
    private int CheckSigned(IpernityCall call, IpernityMethod method, out SimulatedGrant? grant)
    {
        SimulatedParameters sent = call.Parameters;
        string? key = sent["api_key"];
        grant = service.Grants.Find(sent["auth_token"]) is { Secret: null } found && found.AppKey == key ? found : null;
        if (gate.Check(call.Request, key) is > 0 and int refusal)
        {
            return refusal;
        }

        if (sent.Filled("api_sig") is not { } signature)
        {
            return method.IsSigned ? 104 : 0;
        }

        string right = ConcatSignature.Compute(
            sent.Values.Where(pair => pair.Key != "api_sig"), "", method.Name + service.Accounts.App(key)!.Secret);
        return isStrict ? (signature == right ? 0 : 105) : ConcatSignature.Agrees(signature, right) ? 0 : 105;
    }

    private int CheckOAuth(OAuthCall call, out SimulatedGrant? grant)
    {
        grant = service.Grants.Find(call.Token) is { Secret: not null } found && found.AppKey == call.Key ? found : null;
        if (OAuthChecks.CheckShape(call) is > 0 and int shape)
        {
            return shape;
        }

        if (gate.Check(call.Request, call.Key) is > 0 and int refusal)
        {
            return refusal;
        }

        if (call.Token is not null && grant is null)
        {
            return 107;
        }

        return checks.CheckSignature(call, service.Accounts.App(call.Key)!.Secret, grant?.Secret ?? "");
    }

    private int CheckMethod(IpernityCall call, IpernityMethod method, SimulatedGrant? grant)
    {
        if (method.NeedsPost && !call.Request.IsPost)
        {
            return 120;
        }

        if (!method.NeedsToken)
        {
            return 0;
        }

        if (grant is null)
        {
            return call.Parameters.Filled("auth_token") is null ? 106 : 107;
        }

        if (service.Accounts.User(grant.User) is not { IsClosed: false })
        {
            return 108;
        }

        return method.Area is null || IpernityPermissions.Covers(grant.Permissions, method.Area, method.Level) ? 0 : 110;
    }

    private IpernityOutcome Run(IpernityCall call, IpernityMethod method, SimulatedGrant? grant) => method.Name switch
    {
        "auth.getFrob" => _auth.GetFrob(call),
        "auth.getToken" => _auth.GetToken(call),
        "auth.checkToken" => _auth.CheckToken(call, grant!),
        "user.get" => _auth.GetUser(call, grant),
        _ => IpernityOutcome.Done(),
    };
}
