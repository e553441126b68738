namespace Auth.Frob.AspNetCore.Links;

/// <summary>A grant that waits in the browser, encrypted for its owner, until it is confirmed or the store is back.</summary>
/// <param name="Grant">The grant's envelope.</param>
/// <param name="ReturnUrl">Where to go afterwards.</param>
/// <param name="Until">When it is forgotten.</param>
/// <param name="AsksFirst">Whether the person has to say that the account found is the right one.</param>
internal sealed record HeldGrant(string Grant, string ReturnUrl, DateTimeOffset Until, bool AsksFirst);
