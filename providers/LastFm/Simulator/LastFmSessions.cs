using System.Security.Cryptography;
using System.Text;
using Auth.Frob.Testing.Simulation;

namespace Auth.Frob.LastFm.Simulator;

/// <summary>The methods of the <c>auth</c> package.</summary>
internal sealed class LastFmSessions(SimulatedLastFm service, LastFmRules rules)
{
    // https://www.last.fm/api/show/auth.getToken
    public LastFmOutcome GetToken(LastFmCall call)
    {
        string key = call.Key ?? "";
        if (rules.HasOnePendingPerKey)
        {
            service.Frobs.ForgetPending(key);
        }

        return ReplyNode.Of("token", service.Frobs.Issue(rules.NewTicket(), key, rules.FrobLife).Frob);
    }

    // https://www.last.fm/api/show/auth.getSession
    public LastFmOutcome GetSession(LastFmCall call)
    {
        if (call.Parameters.Filled("token") is not { } token)
        {
            return rules.CodeOfMissingToken;
        }

        IssuedFrob? frob = service.Frobs.Find(token);
        bool isOfAnother = rules.BindsFrobsToKeys && frob?.AppKey != call.Key;
        switch (isOfAnother ? FrobState.Unknown : frob?.State ?? FrobState.Unknown)
        {
            case FrobState.Expired:
                return 15;
            case FrobState.Issued:
                return 14;
            case FrobState.Approved when service.Frobs.TryTake(token) is { User: { } name } && service.Accounts.User(name) is { } user:
                return Session(user, call.Key ?? "");
            default:
                return rules.CodeOfDeadToken == 4 ? LastFmOutcome.Refused(4, LastFmErrors.NotIssued) : rules.CodeOfDeadToken;
        }
    }

    // https://www.last.fm/api/mobileauth: https and POST; the page knows the password, older clients send authToken.
    public LastFmOutcome GetMobileSession(LastFmCall call)
    {
        if (rules.IsStrict && !(call.Request.IsPost && call.Request.IsConfidential))
        {
            return LastFmOutcome.Refused(4, "You must use HTTPS in order to use this method.");
        }

        string? name = call.Parameters.Filled("username");
        string? password = rules.TakesPasswords ? call.Parameters.Filled("password") : null;
        string? authToken = call.Parameters.Filled("authToken");
        if (name is null || (password is null && authToken is null))
        {
            return 6;
        }

        bool isRight = service.Accounts.User(name) is { } found
            && (password is not null
                ? found.Password == password
                : AuthTokens(name, found).Contains(authToken!, StringComparer.OrdinalIgnoreCase));
        return isRight ? Session(service.Accounts.User(name)!, call.Key ?? "") : 4;
    }

    // ListenBrainz alone: session_info in api_compat.py.
    public LastFmOutcome GetSessionDetails(LastFmCall call)
    {
        if (call.Parameters.Filled("sk") is not { } key || call.Parameters.Filled("username") is not { } name)
        {
            return 6;
        }

        SimulatedGrant? grant = service.Grants.Find(key);
        if (grant is null || !string.Equals(grant.User, name, StringComparison.OrdinalIgnoreCase))
        {
            return 9;
        }

        ReplyNode country = ReplyNode.Of("country", "US");
        return ReplyNode.Tree("application", ReplyNode.Tree("session", [.. SessionNodes(grant.User, key, false), country]));
    }

    // GNU FM hashes its own lower-case spelling of the name; Last.fm was seen to take the name as typed too.
    private IEnumerable<string> AuthTokens(string typed, SimulatedUser user)
    {
        string password = Md5(user.Password);
        yield return Md5(user.Name.ToLowerInvariant() + password);
        if (rules.TakesPasswords)
        {
            yield return Md5(typed + password);
        }
    }

    private ReplyNode Session(SimulatedUser user, string appKey)
    {
        SimulatedGrant grant = service.Grants.Issue(new SimulatedGrant(rules.NewTicket(), appKey, user.Name));
        return ReplyNode.Tree("session", SessionNodes(user.Name, grant.Token, user.IsPaying && rules.ChecksKeyAndSignature));
    }

    private IReadOnlyList<ReplyNode> SessionNodes(string name, string key, bool isSubscriber)
    {
        ReplyNode subscriber = ReplyNode.Number("subscriber", isSubscriber ? 1 : 0) with { IsNumber = !rules.WritesSubscriberAsText };
        return [ReplyNode.Of("name", name), ReplyNode.Of("key", key), subscriber];
    }

    private static string Md5(string text) => Convert.ToHexStringLower(MD5.HashData(Encoding.UTF8.GetBytes(text)));
}
