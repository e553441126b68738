using Auth.Frob.Desktop.Storage;

namespace Auth.Frob.Cli.Commands;

/// <summary>What is kept of an application after a command.</summary>
/// <param name="Order">Which application.</param>
/// <param name="Key">The key; null where none is kept.</param>
/// <param name="Sentence">What happened.</param>
internal sealed record KeyShown(AppOrder Order, KeptAppKey? Key, string Sentence);
