using Auth.Frob.Cli.Commands;
using Auth.Frob.Cli.Output;
using Auth.Frob.Outcomes;
using Auth.Frob.Recipes;

namespace Auth.Frob.Cli.Calls;

/// <summary>What of a reply nobody may see: a call may answer with a token.</summary>
/// <remarks>Without regard to case. Prints nothing of what it holds.</remarks>
internal sealed class ReplyMask
{
    public const string Mask = SecretMask.Mask;
    private readonly HashSet<string> _names = [];
    private readonly HashSet<string> _paths = [];
    private readonly string[] _values = [];

    private ReplyMask()
    {
    }

    private ReplyMask(FrobProvider recipe, Grant? grant)
    {
        _names = SecretNames.Of(recipe);
        var reads = recipe.Flows.SelectMany(static f => f.Prepare.Concat(f.Exchange)).SelectMany(static c => c.Reads);
        // A path of one name is a name; of several the last two tell it apart from other members of that name.
        _paths = reads.Where(static r => r.Slot.IsSecret).SelectMany(static r => r.Paths).Select(LastTwo).ToHashSet(StringComparer.OrdinalIgnoreCase);
        _values = [.. new[] { grant?.Token.Reveal(), grant?.TokenSecret?.Reveal() }.OfType<string>().Where(static v => v.Length > 0)];
    }

    /// <summary>Masks nothing.</summary>
    public static ReplyMask None { get; } = new();

    public static ReplyMask Of(FrobProvider recipe, Grant? grant) => new(recipe, grant);

    /// <summary>The value of a member, as it may be seen.</summary>
    public string Value(string parent, string name, string value) => IsSecret(parent, name) ? Mask : Text(value);

    public bool IsSecret(string parent, string name) => _names.Contains(name) || _paths.Contains(name) || _paths.Contains($"{parent}.{name}");

    /// <summary>Any text, without the grant's own token.</summary>
    public string Text(string text) => _values.Aggregate(text, SecretMask.Of);

    private static string LastTwo(string path) => string.Join('.', path.Split('.').TakeLast(2));
}
