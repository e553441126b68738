namespace Auth.Frob.Cli.Diagnosis;

/// <summary>What a check found.</summary>
/// <param name="Check">The check.</param>
/// <param name="Verdict">What it came to.</param>
/// <param name="Found">What was found, in a sentence; holds no secret and no account.</param>
/// <param name="Remedy">What to do; null where nothing is.</param>
internal sealed record Finding(string Check, Verdict Verdict, string Found, string? Remedy = null);
