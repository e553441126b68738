using Auth.Frob.Testing.Simulation;

namespace Auth.Frob.Ipernity.Simulator;

/// <summary>What came of a call: a code of the service, or what stands beside <c>api</c> in the reply.</summary>
internal readonly record struct IpernityOutcome(int Code, IReadOnlyList<ReplyNode> Nodes)
{
    public static implicit operator IpernityOutcome(int code) => new(code, []);

    public static implicit operator IpernityOutcome(ReplyNode node) => new(0, [node]);

    public static IpernityOutcome Done() => new(0, []);
}
