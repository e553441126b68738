using Auth.Frob.Testing.Simulation;

namespace Auth.Frob.LastFm.Simulator;

/// <summary>The API: the checks that every call goes through, in the service's order, and then the method.</summary>
internal sealed class LastFmApi(SimulatedLastFm service, LastFmRules rules, CallLimit limit)
{
    private readonly LastFmSessions _sessions = new(service, rules);

    public SimulatedReply Answer(SimulatedRequest request)
    {
        var call = new LastFmCall(request);
        int refusal = Check(call);
        return LastFmReplies.Write(call, refusal == 0 ? Run(call) : refusal, rules);
    }

    public SimulatedReply Refuse(LastFmCall call, int code) => LastFmReplies.Write(call, code, rules);

    // 3, then 6, 10 (and 26, 29), then 13, then 9; the method's own 6 comes after.
    private int Check(LastFmCall call)
    {
        if (call.Method is null || !IsServed(call.Method))
        {
            return 3;
        }

        if (rules.IsStrict && !call.HasKnownFormat)
        {
            return 5;
        }

        return CheckKey(call) is > 0 and int refusal ? refusal : CheckSession(call);
    }

    private bool IsServed(string method) => method switch
    {
        LastFmCall.GetMobileSession => rules.HasMobile,
        LastFmCall.GetSessionDetails => rules.HasSessionDetails,
        _ => true,
    };

    private int CheckKey(LastFmCall call)
    {
        if (!rules.ChecksKeyAndSignature)
        {
            return call.Key is null && rules.HasOnePendingPerKey ? 6 : 0;
        }

        if (call.Key is null)
        {
            return 6;
        }

        if (service.Accounts.App(call.Key) is not { } app)
        {
            return 10;
        }

        if (app.IsSuspended)
        {
            return 26;
        }

        if (!limit.TryCount(app.Key, rules.CallsInFiveMinutes))
        {
            return 29;
        }

        bool isSigned = call.Parameters["api_sig"] is not null;
        return (isSigned || call.MustBeSigned(rules.IsStrict)) && !call.HasRightSignature(app.Secret) ? 13 : 0;
    }

    private int CheckSession(LastFmCall call)
    {
        if (call.Parameters["sk"] is not { } key)
        {
            return 0;
        }

        // A session key works with the key that it was made for, and with no other.
        SimulatedGrant? grant = service.Grants.Find(key);
        return grant is not null && (!rules.ChecksKeyAndSignature || grant.AppKey == call.Key) ? 0 : 9;
    }

    private LastFmOutcome Run(LastFmCall call) => call.Method switch
    {
        LastFmCall.GetToken => _sessions.GetToken(call),
        LastFmCall.GetSession => _sessions.GetSession(call),
        LastFmCall.GetMobileSession => _sessions.GetMobileSession(call),
        LastFmCall.GetSessionDetails => _sessions.GetSessionDetails(call),
        LastFmCall.GetUser => GetUser(call),
        _ => call.Parameters.Filled("sk") is null ? 6 : LastFmOutcome.Done(),
    };

    private LastFmOutcome GetUser(LastFmCall call)
    {
        string? name = call.Parameters.Filled("user") ?? service.Grants.Find(call.Parameters["sk"])?.User;
        if (service.Accounts.User(name) is not { } user)
        {
            return name is null ? 6 : LastFmOutcome.Refused(6, "User not found");
        }

        return ReplyNode.Tree(
            "user",
            ReplyNode.Of("id", user.Id),
            ReplyNode.Of("name", user.Name),
            ReplyNode.Of("realname", user.RealName),
            ReplyNode.Of("subscriber", user.IsPaying ? "1" : "0"));
    }
}
