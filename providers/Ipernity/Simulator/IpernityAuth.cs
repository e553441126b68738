using Auth.Frob.Testing.Simulation;

namespace Auth.Frob.Ipernity.Simulator;

/// <summary>The methods of the <c>auth</c> package, and the one that tells who a user is.</summary>
internal sealed class IpernityAuth(SimulatedIpernity service, bool isStrict)
{
    // https://www.ipernity.com/help/api/auth.soft
    public IpernityOutcome GetFrob(IpernityCall call)
    {
        IssuedFrob frob = service.Frobs.Issue(NewFrob(), call.Parameters["api_key"] ?? "", SimulatedIpernity.FrobLife);
        return ReplyNode.Tree("auth", ReplyNode.Of("frob", frob.Frob));
    }

    // Pending, expired, used and unknown are one code: https://www.ipernity.com/help/api/method/auth.getToken.
    public IpernityOutcome GetToken(IpernityCall call)
    {
        if (call.Parameters.Filled("frob") is not { } text)
        {
            return 1;
        }

        IssuedFrob? frob = service.Frobs.Find(text);
        bool isUsable = frob is { Secret: null } && frob.AppKey == call.Parameters["api_key"];
        if (!isUsable || service.Frobs.TryTake(text) is not { } taken)
        {
            return 2;
        }

        SimulatedUser user = service.Accounts.User(taken.User)!;
        var grant = new SimulatedGrant($"{user.Id}-{RandomTicket.Hex(12)}", taken.AppKey, user.Name) { Permissions = taken.Permissions };
        return Describe(call, service.Grants.Issue(grant), "permissions");
    }

    // The page of auth.checkToken prints the element as perms; clients were seen to read permissions in JSON.
    public IpernityOutcome CheckToken(IpernityCall call, SimulatedGrant grant) =>
        Describe(call, grant, call.IsXml ? "perms" : "permissions");

    public IpernityOutcome GetUser(IpernityCall call, SimulatedGrant? grant)
    {
        SimulatedUser? user = service.Accounts.User(grant?.User);
        return user is null ? 106 : UserNode(call, user);
    }

    public static string NewFrob() => $"{RandomTicket.Digits(3)}-{RandomTicket.Hex(10)}";

    private ReplyNode Describe(IpernityCall call, SimulatedGrant grant, string permissions)
    {
        SimulatedUser user = service.Accounts.User(grant.User)!;
        List<ReplyNode> auth =
        [
            ReplyNode.Of("token", grant.Token),
            ReplyNode.Tree(permissions, IpernityPermissions.Attributes(grant.Permissions)),
            UserNode(call, user),
        ];
        if (call.Parameters["extra"] == "pref")
        {
            // Unverified: the page says that preferences are added and shows none.
            auth.Add(ReplyNode.Tree("pref", ReplyNode.Attribute("lg", user.Language), ReplyNode.Attribute("safety", "0")));
        }

        return ReplyNode.Tree("auth", auth);
    }

    private ReplyNode UserNode(IpernityCall call, SimulatedUser user)
    {
        List<ReplyNode> nodes =
        [
            ReplyNode.Attribute("user_id", user.Id),
            ReplyNode.Attribute("username", user.Name),
            ReplyNode.Attribute("realname", user.RealName),
        ];
        if (!(isStrict && call.IsXml))
        {
            nodes.Add(ReplyNode.Attribute("lg", user.Language));
            nodes.Add(ReplyNode.Attribute("is_pro", user.IsPaying ? "1" : "0"));
        }

        return ReplyNode.Tree("user", nodes);
    }
}
