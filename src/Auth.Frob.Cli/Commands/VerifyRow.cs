using Auth.Frob.Extensions.Grants;

namespace Auth.Frob.Cli.Commands;

/// <summary>What asking about a kept grant came to.</summary>
/// <param name="Kept">The grant.</param>
/// <param name="Outcome"><c>live</c>, <c>dead</c>, <c>unknown</c>, <c>unreadable</c>, or <c>not-verifiable</c>.</param>
/// <param name="Failure">Why it is not live; null where it is, or where nobody can be asked.</param>
internal sealed record VerifyRow(StoredGrant Kept, string Outcome, CommandFailure? Failure);
