using System.Globalization;
using Auth.Frob.Testing.Simulation;

namespace Auth.Frob.Ipernity.Simulator;

/// <summary>Writes what came of a call; every number is text, and a failure comes with HTTP 200.</summary>
internal static class IpernityReplies
{
    public static SimulatedReply Write(IpernityCall call, TimeProvider time, IpernityOutcome outcome) =>
        outcome.Code == 0 ? Success(call.IsXml, time, outcome.Nodes) : Failure(call.IsXml, time, outcome.Code);

    public static SimulatedReply Failure(bool isXml, TimeProvider time, int code)
    {
        ReplyNode api = ReplyNode.Tree(
            "api",
            ReplyNode.Attribute("status", "error"),
            At(time),
            ReplyNode.Attribute("code", code.ToString(CultureInfo.InvariantCulture)),
            ReplyNode.Attribute("message", IpernityErrors.Text(code)));
        return Text(isXml, isXml ? api : ReplyNode.Tree("", api));
    }

    private static SimulatedReply Success(bool isXml, TimeProvider time, IReadOnlyList<ReplyNode> nodes)
    {
        ReplyNode[] status = [ReplyNode.Attribute("status", "ok"), At(time)];
        return Text(isXml, isXml
            ? ReplyNode.Tree("api", [.. status, .. nodes])
            : ReplyNode.Tree("", [.. nodes, ReplyNode.Tree("api", status)]));
    }

    private static SimulatedReply Text(bool isXml, ReplyNode root) => isXml
        ? SimulatedReply.Text(200, "text/xml; charset=utf-8", "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n" + root.ToXml())
        : SimulatedReply.Text(200, "application/json; charset=utf-8", root.ToJson());

    private static ReplyNode At(TimeProvider time) =>
        ReplyNode.Attribute("at", time.GetUtcNow().ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture));
}
