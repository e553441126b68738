namespace Auth.Frob.Cli.Commands;

/// <summary>A signature and what may be shown of how it came about.</summary>
/// <param name="Parameter">The name that the signature is sent by.</param>
/// <param name="Value">The signature.</param>
/// <param name="MaskedText">The text that was signed, secret values masked.</param>
/// <param name="LeftOut">The names that were given and take no part.</param>
internal sealed record SignatureShown(string Parameter, string Value, string MaskedText, string LeftOut);
