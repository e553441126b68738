namespace Auth.Frob.AspNetCore.Flows;

/// <summary>The open flows of a browser: one protected cookie each, and beside them a short list of their names.</summary>
/// <remarks>The flows' cookies come with the callback alone; the list comes with every request, so that a new flow can drop the oldest.</remarks>
internal sealed class FlowCookies(CookieVault vault, FrobAuthenticationOptions options)
{
    private const string List = "open";

    /// <summary>The names in the list, the newest first; also those that ended lately.</summary>
    public IEnumerable<FlowId> Listed => Newest((vault.ReadOpen(List) ?? "").Split('.').Take(MostListed));

    /// <summary>The flows whose cookies came with the request, the newest first; no more than this site leaves in a browser.</summary>
    public IEnumerable<FlowId> Present => Newest(vault.Names.Select(name => name[vault.Prefix.Length..])).Take(options.MostOpenFlows);

    // More than any setting allows, should somebody write the list by hand.
    private const int MostListed = 64;

    public bool TryOpen(FlowId id, OpenFlow flow, TimeSpan life)
    {
        if (!vault.TryWrite(id.Text, flow, CookieJson.Default.OpenFlow, life))
            return false;
        FlowId[] listed = [id, .. Listed];
        foreach (var dropped in listed.Skip(options.MostOpenFlows))
            vault.Delete(dropped.Text);
        vault.WriteOpen(List, string.Join('.', listed.Take(options.MostOpenFlows).Select(static kept => kept.Text)), options.RemoteAuthenticationTimeout);
        return true;
    }

    public OpenFlow? Read(FlowId id, out FrobCallbackFault fault)
    {
        vault.TryRead(id.Text, CookieJson.Default.OpenFlow, out var flow, out fault);
        return flow;
    }

    public void Close(FlowId id) => vault.Delete(id.Text);

    private static IEnumerable<FlowId> Newest(IEnumerable<string> names) => names
        .Select(static name => FlowId.TryParse(name, out var id) ? id : null).OfType<FlowId>()
        .OrderByDescending(static id => id.BeganAt.UtcTicks, Comparer<long>.Default);
}
