namespace Auth.Frob.Internal;

/// <summary>What one run of a flow has found so far.</summary>
internal sealed class FlowState(SlotValues values, string step)
{
    /// <summary>The step that makes the calls; requests are marked with it.</summary>
    public string Step => step;

    public SlotValues Values { get; } = values;

    /// <summary>Permissions that a reply named area by area; null where none did.</summary>
    public Permissions? Granted { get; set; }

    /// <summary>What else replies said, by slot and path.</summary>
    public SortedDictionary<string, string>? Extras { get; set; }
}
