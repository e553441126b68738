using Auth.Frob.Testing.Simulation;

namespace Auth.Frob.LastFm.Simulator;

/// <summary>Writes what came of a call, as XML unless JSON was asked for.</summary>
internal static class LastFmReplies
{
    private const string Json = "application/json; charset=utf-8";
    private const string Xml = "text/xml; charset=UTF-8";
    private const string Declaration = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";

    public static SimulatedReply Write(LastFmCall call, LastFmOutcome outcome, LastFmRules rules)
    {
        SimulatedReply reply = outcome.Code == 0 ? Success(call, outcome.Nodes, rules) : Failure(call, outcome, rules);
        return reply.WithHeader("Access-Control-Allow-Origin", "*");
    }

    private static SimulatedReply Success(LastFmCall call, IReadOnlyList<ReplyNode> nodes, LastFmRules rules)
    {
        if (call.IsJson)
        {
            return SimulatedReply.Text(200, Json, Wrapped(call, ReplyNode.Tree("", nodes).ToJson()));
        }

        string xml = ReplyNode.Tree("lfm", [ReplyNode.Attribute("status", "ok"), .. nodes]).ToXml(rules.AnswersErrorsWithOk);

        // GNU FM sends a session without a declaration and with PHP's default type.
        return rules.WritesBareSessions && nodes is [{ Name: "session" }]
            ? SimulatedReply.Text(200, "text/html; charset=utf-8", xml + "\n")
            : SimulatedReply.Text(200, Xml, Declaration + xml);
    }

    private static SimulatedReply Failure(LastFmCall call, LastFmOutcome outcome, LastFmRules rules)
    {
        int status = rules.AnswersErrorsWithOk ? 200 : LastFmErrors.HttpStatus(outcome.Code);
        string text = outcome.Text ?? LastFmErrors.Text(outcome.Code);
        if (call.IsJson)
        {
            var json = ReplyNode.Tree("", ReplyNode.Of("message", text), ReplyNode.Number("error", outcome.Code));
            return SimulatedReply.Text(status, Json, Wrapped(call, json.ToJson()));
        }

        ReplyNode code = ReplyNode.Number("code", outcome.Code) with { IsAttribute = true };
        ReplyNode error = ReplyNode.Of("error", text) with { Children = [code] };
        var xml = ReplyNode.Tree("lfm", ReplyNode.Attribute("status", "failed"), error);
        return SimulatedReply.Text(status, Xml, Declaration + xml.ToXml());
    }

    private static string Wrapped(LastFmCall call, string json) => call.Function is { } function ? $"{function}({json});" : json;
}
