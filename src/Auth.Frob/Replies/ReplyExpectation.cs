using System.Collections.Immutable;

namespace Auth.Frob.Replies;

/// <summary>The mark by which a service says that a reply is a success.</summary>
/// <param name="Value">What must stand there, exactly.</param>
/// <param name="Paths">Where it may stand, the first that is there wins.</param>
/// <remarks>Without the mark a reply is a failure, whatever else it holds, unless <see cref="IsOptional"/>. Immutable and thread-safe.</remarks>
public sealed record ReplyExpectation(string Value, params ImmutableArray<string> Paths)
{
    /// <summary>Whether a reply without any mark is good too, if it holds what is required; a mark that is there must still match.</summary>
    /// <value>Default: false.</value>
    public bool IsOptional { get; init; }
}
