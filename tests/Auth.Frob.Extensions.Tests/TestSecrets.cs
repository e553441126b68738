using System.Collections.Immutable;
using System.Text.RegularExpressions;

namespace Auth.Frob.Extensions.Tests;

/// <summary>The secrets and names that the tests of this assembly use, and what of them may be seen from outside: nothing.</summary>
internal static partial class TestSecrets
{
    public const string Key = "ca0a4ecafe000000000000000000dead";
    public const string Shared = "canary-shared-0011223344556677";
    public const string WrongShared = "canary-wrong-00112233445566778";
    public const string Password = "canary-p@ss w0rd";
    public const string User = "canary-user";
    public const string UserId = "918273645546372819";
    public const string RealName = "canary-realname";
    public const string Query = "canary-query";

    /// <summary>These, and what the benches of other folders call theirs.</summary>
    public static ImmutableArray<string> Known { get; } =
        ["canary", Key, UserId, "ssssssssssssssss", "w0rd", "alice", "76704c8b0000271B6df755a656250e26", "00000000000000000000000000000001"];

    /// <summary>What of a text gives a secret away; null for nothing.</summary>
    public static string? FoundIn(string text) =>
        Known.FirstOrDefault(secret => text.Contains(secret, StringComparison.OrdinalIgnoreCase)) ?? Ticket().Match(Digest().Replace(text, "")) switch
        {
            { Success: true } ticket => ticket.Value,
            _ => null,
        };

    // The SHA-256 of a plugin's file is made to be shown.
    [GeneratedRegex(@"(?<![0-9A-Za-z])[0-9a-f]{64}(?![0-9A-Za-z])")]
    private static partial Regex Digest();

    // What a simulated service issues is random: twenty letters and digits on end, with a digit among them, are in none of our names.
    [GeneratedRegex(@"(?=[A-Za-z_-]*[0-9])[A-Za-z0-9_-]{20,}")]
    private static partial Regex Ticket();
}
