using Auth.Frob.Testing.Simulation;

namespace Auth.Frob.LastFm.Simulator;

/// <summary>What came of a call: a code of the service, or the children of its <c>lfm</c> element.</summary>
internal readonly record struct LastFmOutcome(int Code, string? Text, IReadOnlyList<ReplyNode> Nodes)
{
    public static implicit operator LastFmOutcome(int code) => new(code, null, []);

    public static implicit operator LastFmOutcome(ReplyNode node) => new(0, null, [node]);

    public static LastFmOutcome Done() => new(0, null, []);

    public static LastFmOutcome Refused(int code, string text) => new(code, text, []);
}
